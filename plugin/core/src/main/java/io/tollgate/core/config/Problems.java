package io.tollgate.core.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that one reading tells everything. */
final class Problems {
    private final List<Problem> items = new ArrayList<>();

    void add(String path, String text) {
        items.add(new Problem(path.isEmpty() ? "$" : path, text));
    }

    /** Adds a field that is not there. */
    void addUnknownField(String path, String word, List<String> known) {
        add(path, "unknown field" + hint(word, known, Words.list(known)));
    }

    /** Adds a word that is not there, with what stands for all that are. */
    void addUnknown(String path, String text, String word, List<String> words, String known) {
        add(path, text + " \"" + Texts.shown(word) + "\"" + hint(word, words, known));
    }

    /** The nearest known word, or else which there are. */
    private static String hint(String word, List<String> words, String known) {
        String near = Words.nearest(word, words);
        if (!near.isEmpty()) {
            return "; did you mean " + near;
        }
        return known.isEmpty() ? "" : "; known: " + known;
    }

    /** True when something at this path or below it is wrong already. */
    boolean within(String path) {
        for (Problem problem : items) {
            if (problem.path().startsWith(path)) {
                return true;
            }
        }
        return false;
    }

    List<Problem> items() {
        return List.copyOf(items);
    }
}
