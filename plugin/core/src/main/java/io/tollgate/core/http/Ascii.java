package io.tollgate.core.http;

/** Names of protocols, which are written in letters of any size. */
public final class Ascii {
    private Ascii() {}

    /** In small letters, as such names are compared: some servers compare paths so, too. */
    public static String lower(String text) {
        int first = 0;
        while (first < text.length() && (text.charAt(first) < 'A' || text.charAt(first) > 'Z')) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text);
        for (int i = first; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.setCharAt(i, (char) (c + 32));
            }
        }
        return out.toString();
    }
}
