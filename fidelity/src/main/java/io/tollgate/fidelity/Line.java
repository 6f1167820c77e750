package io.tollgate.fidelity;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a script: {@code phase: command arguments}. Words are separated by one blank; {@code
 * _} is an empty word, and {@code ~} in a word is a blank.
 */
record Line(String phase, String text, List<String> words) {
    static List<Line> parse(String script) {
        List<Line> lines = new ArrayList<>();
        int at = 0;
        while (at < script.length()) {
            int end = script.indexOf('\n', at);
            end = end < 0 ? script.length() : end;
            int colon = script.indexOf(": ", at);
            if (colon > at && colon < end) {
                String text = script.substring(colon + 2, end);
                lines.add(new Line(script.substring(at, colon), text, words(text)));
            }
            at = end + 1;
        }
        return lines;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at <= text.length()) {
            int end = text.indexOf(' ', at);
            end = end < 0 ? text.length() : end;
            String word = text.substring(at, end);
            words.add(word.equals("_") ? "" : word.replace('~', ' '));
            at = end + 1;
        }
        return words;
    }

    String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    int number(int index) {
        return Integer.parseInt(word(index));
    }
}
