package io.tollgate.core.config;

import java.util.OptionalLong;

/**
 * Texts with a form: durations, times, header names, digests; whole numbers in any of JSON's
 * notations.
 */
final class Texts {
    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    private Texts() {}

    static boolean wellFormed(Types.Form form, String text) {
        return switch (form) {
            case PLAIN -> true;
            case HEADER -> headerName(text);
            case DURATION -> millis(text) > 0;
            case MOMENT -> Moments.parse(text).isPresent();
            case SHA256 -> digest(text);
        };
    }

    /** Milliseconds of a text such as 200ms, 1s, 1m, 1h; -1 if it is none, or longer than a day. */
    static long millis(String text) {
        int end = 0;
        long value = 0;
        while (end < text.length() && digit(text.charAt(end)) && end < 9) {
            value = value * 10 + (text.charAt(end) - '0');
            end++;
        }
        long factor =
                switch (text.substring(end)) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    case "m" -> 60_000;
                    case "h" -> 3_600_000;
                    default -> -1;
                };
        return end == 0 || factor < 0 || value * factor > 86_400_000 ? -1 : value * factor;
    }

    /**
     * The value of a number without a fraction, also when it is written as 1e4 or 10.0: a protobuf
     * Struct knows only doubles.
     */
    static OptionalLong whole(String text) {
        OptionalLong parsed = Decimals.parse(text);
        if (parsed.isEmpty() || parsed.getAsLong() % Decimals.ONE != 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(parsed.getAsLong() / Decimals.ONE);
    }

    /** A text of the user's for a message: cut, without control characters. */
    static String shown(String text) {
        StringBuilder out = new StringBuilder();
        int length = Math.min(text.length(), 60);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            out.append(c < ' ' || c == 0x7F ? '_' : c);
        }
        return length < text.length() ? out.append('…').toString() : out.toString();
    }

    private static boolean headerName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!digit(c) && !letter(c) && TOKEN.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean digest(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = Words.lower(text).charAt(i);
            if (!digit(c) && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return text.length() == 64;
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
