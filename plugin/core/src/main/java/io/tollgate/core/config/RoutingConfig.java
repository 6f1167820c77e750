package io.tollgate.core.config;

import java.util.List;
import java.util.Optional;

/** The routing header and the models' other names, most particular first. */
public record RoutingConfig(String modelHeader, List<Alias> aliases) {
    public RoutingConfig {
        aliases = List.copyOf(aliases);
    }

    /** One other name: stars in the target are what the stars of the source matched, in order. */
    public record Alias(Glob from, String to) {}

    /** The name to use upstream, if another one is. */
    public Optional<String> alias(String model) {
        for (Alias alias : aliases) {
            Optional<String> target = alias.from.rewrite(model, alias.to);
            if (target.isPresent()) {
                return target;
            }
        }
        return Optional.empty();
    }
}
