package io.tollgate.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Random;

/** Compares counts of random texts with jtokkit: {@code Fuzz STRINGS [SEED]}. */
final class Fuzz {
    private Fuzz() {}

    public static void main(String[] args) {
        int strings = Integer.parseInt(args[0]);
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        System.out.println("fuzz: " + strings + " strings, seed " + seed);
        System.out.println("fuzz: differences: " + differences(strings, seed));
    }

    /**
     * Counts each text in both encodings, whole and in random splits, and once more with bytes
     * broken in it. One text in a hundred is long, some thousand characters.
     */
    static int differences(int strings, long seed) {
        int differences = 0;
        RandomText texts = new RandomText(seed);
        Random random = new Random(seed);
        for (int i = 0; i < strings; i++) {
            String text = i % 100 == 99 ? texts.nextLong() : texts.next();
            byte[] broken = broken(text, random);
            for (Oracle oracle : new Oracle[] {Oracle.O200K, Oracle.CL100K}) {
                differences += differs(oracle, text, text.getBytes(UTF_8), random);
                if (known(new String(broken, UTF_8))) {
                    differences += differs(oracle, new String(broken, UTF_8), broken, random);
                }
            }
        }
        return differences;
    }

    /**
     * The bytes of a text, some of them replaced, the first ones cut away. No surrogate is encoded
     * in them: that is three wrong bytes to decoders on the web, and one to the JDK.
     */
    static byte[] broken(String text, Random random) {
        byte[] all = text.getBytes(UTF_8);
        int cut = all.length == 0 ? 0 : random.nextInt(Math.min(8, all.length));
        byte[] bytes = Arrays.copyOfRange(all, cut, all.length);
        for (int hits = random.nextInt(4); hits >= 0 && bytes.length > 0; hits--) {
            bytes[random.nextInt(bytes.length)] = (byte) (128 + random.nextInt(128));
        }
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == (byte) 0xED && (bytes[i + 1] & 0xE0) == 0xA0) {
                bytes[i] = (byte) 0xEE;
            }
        }
        return bytes;
    }

    /** Broken bytes may spell characters newer than this JDK, which its regex takes for none. */
    static boolean known(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.UNASSIGNED);
    }

    private static int differs(Oracle oracle, String text, byte[] utf8, Random random) {
        int expected = oracle.expected(text);
        long whole = oracle.ours().count(utf8);
        long split = split(oracle.ours(), utf8, random);
        if (whole == expected && split == expected) {
            return 0;
        }
        System.out.println(
                "expected " + expected + ", " + whole + ", split " + split + ": " + show(text));
        return 1;
    }

    private static long split(Tokenizer tokenizer, byte[] utf8, Random random) {
        RunningCounter counter = new RunningCounter(tokenizer);
        int at = 0;
        while (at < utf8.length) {
            int n = Math.min(utf8.length - at, 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
            counter.add(utf8, at, at + n);
            at += n;
        }
        return counter.finish();
    }

    private static String show(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            if (c >= 0x20 && c < 0x7F) {
                                out.appendCodePoint(c);
                            } else {
                                out.append("\\u{").append(Integer.toHexString(c)).append('}');
                            }
                        });
        return out.toString();
    }
}
