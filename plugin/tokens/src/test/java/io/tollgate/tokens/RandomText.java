package io.tollgate.tokens;

import java.util.Random;

/** Texts that try the corners of the patterns: classes mixed, runs, contractions, line ends. */
final class RandomText {
    private static final String[] BITS = {
        "'s",
        "'S",
        "'ſ",
        "'ll",
        "'LL",
        "'vE",
        "'re",
        "'d",
        "'",
        "'x",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\t",
        " \n",
        "\u00a0",
        "\u3000",
        "\u1680",
        "\u0085",
        "\u200b",
        "\u0301",
        "e\u0301",
        "ǅ",
        "Ⅷ",
        "²",
        "/",
        "//\n",
        "()",
        "{\"",
        "<|endoftext|>",
        "->",
        "...",
        "ABC",
        "AbC",
        "don't",
        "中文",
        "ไทย",
        "한국어",
        "ру",
        "Ёлка",
        "العربية",
        "हिन्दी",
        "👩‍👩‍👧",
        "👍🏽",
        "🇩🇪",
        "ー",
        "ʰ",
        "123",
        "4567",
        "١٢٣",
        "the",
        " and",
        " tokens",
        "\u0000",
        "\u001f",
        "\u007f",
        "\ufeff",
        "\ufffd",
        "ß",
        "İ",
        "ﬁ",
        "𝒜",
        "𐐀"
    };

    private final Random random;

    RandomText(long seed) {
        random = new Random(seed);
    }

    String next() {
        return of(1 + random.nextInt(12));
    }

    String nextLong() {
        return of(100 + random.nextInt(900));
    }

    private String of(int parts) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            part(out);
        }
        return out.toString();
    }

    private void part(StringBuilder out) {
        switch (random.nextInt(9)) {
            case 0 -> out.append(BITS[random.nextInt(BITS.length)].repeat(1 + random.nextInt(5)));
            case 1 -> run(out, 0x20, 0x7F);
            case 2 -> run(out, 'a', '{');
            case 3 -> block(out);
            case 4 -> out.appendCodePoint(anyCodePoint());
            case 5 -> run(out, 0, 0x250);
            case 6 -> rule(out);
            default -> out.append(BITS[random.nextInt(BITS.length)]);
        }
    }

    /** One sign again and again: most often few, now and then as many as some tokens hold. */
    private void rule(StringBuilder out) {
        int most = random.nextInt(10) == 0 ? 400 : 20;
        out.append("-=*_#+~. \n\ta0".charAt(random.nextInt(13)));
        out.append(out.substring(out.length() - 1).repeat(random.nextInt(most)));
    }

    private void block(StringBuilder out) {
        int first = anyCodePoint() & ~0x3F;
        run(out, first, first + 64);
    }

    private void run(StringBuilder out, int from, int to) {
        int n = 1 + random.nextInt(random.nextInt(20) == 0 ? 80 : 10);
        for (int i = 0; i < n; i++) {
            int codePoint = from + random.nextInt(to - from);
            if (comparable(codePoint)) {
                out.appendCodePoint(codePoint);
            }
        }
    }

    private int anyCodePoint() {
        int top = random.nextInt(4) == 0 ? 0x20000 : 0x3000;
        int codePoint = random.nextInt(top);
        return comparable(codePoint) ? codePoint : 'x';
    }

    /** Whether the JDK's older Unicode has this code point in the class that Unicode 16 has. */
    private static boolean comparable(int codePoint) {
        if ((codePoint >= 0xD800 && codePoint < 0xE000) || codePoint > 0x10FFFF) {
            return false;
        }
        return Oracle.O200K.vocabulary().classOf(codePoint) == classInJdk(codePoint);
    }

    private static int classInJdk(int c) {
        if (c == '\n' || c == '\r') {
            return Scanner.NEWLINE;
        }
        if (Character.isSpaceChar(c) || (c >= 9 && c <= 12) || c == 0x85) {
            return Scanner.SPACE;
        }
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> Scanner.UPPER;
            case Character.LOWERCASE_LETTER -> Scanner.LOWER;
            case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> Scanner.LETTER;
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    Scanner.MARK;
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                    Scanner.NUMBER;
            default -> Scanner.OTHER;
        };
    }
}
