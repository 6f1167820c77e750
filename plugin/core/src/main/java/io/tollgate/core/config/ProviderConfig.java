package io.tollgate.core.config;

import java.util.List;

/**
 * An endpoint by configuration: what its provider is called and how it is read. An empty dialect
 * means by path.
 */
public record ProviderConfig(
        String name,
        String dialect,
        Globs paths,
        Globs authorities,
        Globs models,
        List<WhenConfig.HeaderGlob> headers,
        Globs route,
        Globs cluster) {

    public ProviderConfig {
        headers = List.copyOf(headers);
    }
}
