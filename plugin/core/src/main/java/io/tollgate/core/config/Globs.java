package io.tollgate.core.config;

import java.util.ArrayList;
import java.util.List;

/** A list of globs. An empty one asks for nothing. */
public record Globs(List<Glob> items) {
    /** Takes everything. */
    public static final Globs ANY = new Globs(List.of());

    public Globs {
        items = List.copyOf(items);
    }

    public static Globs of(String... patterns) {
        return of(List.of(patterns));
    }

    public static Globs of(List<String> patterns) {
        List<Glob> items = new ArrayList<>();
        for (String pattern : patterns) {
            items.add(Glob.of(pattern));
        }
        return new Globs(items);
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** True when the list is empty or one of it matches. */
    public boolean allows(String text) {
        return items.isEmpty() || contains(text);
    }

    /** True when one of the list matches. */
    public boolean contains(String text) {
        for (Glob glob : items) {
            if (glob.matches(text)) {
                return true;
            }
        }
        return false;
    }
}
