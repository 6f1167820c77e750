package io.tollgate.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text with stars; a star stands for any characters, none and slashes included. Nothing else is
 * special.
 */
public final class Glob {
    private final String pattern;
    private final List<String> parts;

    private Glob(String pattern, List<String> parts) {
        this.pattern = pattern;
        this.parts = parts;
    }

    public static Glob of(String pattern) {
        return new Glob(pattern, cut(pattern));
    }

    public String pattern() {
        return pattern;
    }

    /** True when it stands for one text only. */
    public boolean isLiteral() {
        return parts.size() == 1;
    }

    int stars() {
        return parts.size() - 1;
    }

    /** Characters that are not stars: the more, the more particular. */
    int literalLength() {
        return pattern.length() - stars();
    }

    public boolean matches(String text) {
        return isLiteral() ? pattern.equals(text) : starts(text).isPresent();
    }

    /**
     * If the text matches: the target, its stars replaced by what the stars here matched, in order.
     */
    public Optional<String> rewrite(String text, String target) {
        if (isLiteral()) {
            return pattern.equals(text) ? Optional.of(target) : Optional.empty();
        }
        Optional<int[]> found = starts(text);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        int[] at = found.get();
        List<String> pieces = cut(target);
        StringBuilder out = new StringBuilder(pieces.get(0));
        for (int i = 1; i < pieces.size(); i++) {
            out.append(text, at[i - 1] + parts.get(i - 1).length(), at[i]).append(pieces.get(i));
        }
        return Optional.of(out.toString());
    }

    /**
     * Where each part lies: the first and the last are fixed to the ends, those between as far left
     * as they go.
     */
    private Optional<int[]> starts(String text) {
        int last = parts.size() - 1;
        String first = parts.get(0);
        int lastAt = text.length() - parts.get(last).length();
        if (!text.startsWith(first) || lastAt < first.length() || !text.endsWith(parts.get(last))) {
            return Optional.empty();
        }
        int[] at = new int[parts.size()];
        at[last] = lastAt;
        int from = first.length();
        for (int i = 1; i < last; i++) {
            at[i] = text.indexOf(parts.get(i), from);
            from = at[i] + parts.get(i).length();
            if (at[i] < 0 || from > lastAt) {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }

    private static List<String> cut(String pattern) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int star = pattern.indexOf('*'); star >= 0; star = pattern.indexOf('*', from)) {
            parts.add(pattern.substring(from, star));
            from = star + 1;
        }
        parts.add(pattern.substring(from));
        return parts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.pattern.equals(pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
