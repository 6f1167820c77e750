package io.tollgate.tokens.prompt;

/** The words of a table, one after the other. */
final class Words {
    private final String text;
    private int at;

    Words(String text) {
        this.text = text;
        skip();
    }

    boolean more() {
        return at < text.length();
    }

    String next() {
        int from = at;
        while (at < text.length() && text.charAt(at) > ' ') {
            at++;
        }
        String word = text.substring(from, at);
        skip();
        return word;
    }

    int number() {
        return Integer.parseInt(next());
    }

    private void skip() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }
}
