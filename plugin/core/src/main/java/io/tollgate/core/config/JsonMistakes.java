package io.tollgate.core.config;

/** What somebody most likely did whose text is no JSON. */
final class JsonMistakes {
    private static final String ODD = "does not belong here";
    private static final String UNQUOTED =
            "names and texts stand in double quotes, and YAML is not read";

    private JsonMistakes() {}

    /** About the first byte that does not belong. */
    static String likely(byte[] text, int at) {
        int before = lastBefore(text, at);
        if (at >= text.length) {
            return "it ends with a bracket or a quote still open";
        }
        return switch (text[at]) {
            case '#', '/' -> "JSON has no comments";
            case '}', ']' -> closing(before);
            case '"', '{', '[' -> isOpen(before) ? ODD : "a comma is missing";
            default -> isOpen(before) ? UNQUOTED : ODD;
        };
    }

    private static String closing(int before) {
        return before == ',' ? "a comma too many" : isOpen(before) ? "a value is missing" : ODD;
    }

    /** Whether a name or a value may follow. */
    private static boolean isOpen(int before) {
        return before == ',' || before == ':' || before == '[' || before == '{' || before < 0;
    }

    /** The last byte before that is no white space, -1 if there is none. */
    private static int lastBefore(byte[] text, int at) {
        int i = Math.min(at, text.length) - 1;
        while (i >= 0 && text[i] <= ' ' && text[i] >= 0) {
            i--;
        }
        return i < 0 ? -1 : text[i] & 0xFF;
    }
}
