package io.tollgate.tokens;

import java.nio.charset.StandardCharsets;
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

    /** Counts each text in both encodings, whole and in random splits. */
    static int differences(int strings, long seed) {
        int differences = 0;
        RandomText texts = new RandomText(seed);
        Random random = new Random(seed);
        for (int i = 0; i < strings; i++) {
            String text = texts.next();
            differences +=
                    differs(Oracle.O200K, text, random) + differs(Oracle.CL100K, text, random);
        }
        return differences;
    }

    private static int differs(Oracle oracle, String text, Random random) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
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
