package io.tollgate.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Small random damage to documents. */
final class Mutations {
    private static final byte[] ALPHABET =
            "{}[]\",:\\u0019-+.eE truefalsn\t\nd8cf/".getBytes(StandardCharsets.UTF_8);

    private Mutations() {}

    static byte[] mutate(String seed, Random random) {
        byte[] document = seed.getBytes(StandardCharsets.UTF_8);
        int edits = random.nextInt(random.nextInt(8) == 0 ? 40 : 4);
        for (int i = 0; i < edits && document.length > 1; i++) {
            int at = random.nextInt(document.length);
            switch (random.nextInt(6)) {
                case 0 -> document[at] = ALPHABET[random.nextInt(ALPHABET.length)];
                case 1 -> document = splice(document, at, at + 1, new byte[0]);
                case 2 ->
                        document =
                                splice(
                                        document,
                                        at,
                                        at,
                                        new byte[] {ALPHABET[random.nextInt(ALPHABET.length)]});
                case 3 -> document = Arrays.copyOf(document, at);
                case 4 -> {
                    int to = at + random.nextInt(document.length - at);
                    document = splice(document, at, at, Arrays.copyOfRange(document, at, to));
                }
                default -> document[at] = (byte) random.nextInt(256);
            }
        }
        return document;
    }

    private static byte[] splice(byte[] document, int from, int to, byte[] with) {
        byte[] out = Arrays.copyOf(document, document.length - (to - from) + with.length);
        System.arraycopy(with, 0, out, from, with.length);
        System.arraycopy(document, to, out, from + with.length, document.length - to);
        return out;
    }
}
