package io.tollgate.tokens.prompt;

/** Names with stars, each of which stands for any text. */
final class Glob {
    private Glob() {}

    /** Whether one of the globs, which are kept apart by bars, fits the whole name. */
    static boolean any(String globs, String name) {
        int at = 0;
        while (at <= globs.length()) {
            int bar = globs.indexOf('|', at);
            int end = bar < 0 ? globs.length() : bar;
            if (fits(globs, at, end, name)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    private static boolean fits(String glob, int from, int to, String name) {
        int g = from;
        int star = -1;
        int mark = 0;
        for (int n = 0; n < name.length(); ) {
            if (g < to && glob.charAt(g) == '*') {
                star = ++g;
                mark = n;
            } else if (g < to && glob.charAt(g) == name.charAt(n)) {
                g++;
                n++;
            } else if (star >= 0) {
                g = star;
                n = ++mark;
            } else {
                return false;
            }
        }
        return onlyStars(glob, g, to);
    }

    private static boolean onlyStars(String glob, int from, int to) {
        int g = from;
        while (g < to && glob.charAt(g) == '*') {
            g++;
        }
        return g == to;
    }

    /** ASCII letters in lower case. */
    static String lower(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return out.toString();
    }
}
