package io.tollgate.core.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that one reading tells everything. */
final class Problems {
    private final List<Problem> items = new ArrayList<>();

    void add(String path, String text) {
        items.add(new Problem(path.isEmpty() ? "$" : path, text));
    }

    /** Adds what the nearest known word is, or else which words there are. */
    void addUnknown(String path, String text, String word, List<String> known) {
        String near = Words.nearest(word, known);
        String hint =
                near.isEmpty()
                        ? known.isEmpty() ? "" : "; known: " + Words.list(known)
                        : "; did you mean " + near;
        add(path, text + hint);
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
