package io.tollgate.core.config;

import java.util.List;

/**
 * Which requests a limit is for: every field must match, any item of a list will do, an empty list
 * takes all.
 */
public record WhenConfig(
        Globs models,
        Globs providers,
        Globs operations,
        Globs consumers,
        Globs products,
        List<HeaderGlob> headers) {
    public static final WhenConfig ALWAYS =
            new WhenConfig(Globs.ANY, Globs.ANY, Globs.ANY, Globs.ANY, Globs.ANY, List.of());

    public WhenConfig {
        headers = List.copyOf(headers);
    }

    /** A header that must be there with one of these values. */
    public record HeaderGlob(String name, Globs values) {}

    /** True when only a request's body can tell. */
    public boolean needsModel() {
        return !models.isEmpty();
    }
}
