package io.tollgate.testkit.ratelimit;

import java.util.List;

/**
 * One configuration file of the service: {@code domain:} and {@code descriptors:}.
 *
 * @param name the domain
 * @param descriptors its top nodes
 */
public record Domain(String name, List<Rule> descriptors) {
    /** Copies the nodes. */
    public Domain {
        descriptors = List.copyOf(descriptors);
    }

    /** A domain with these rules; without any it still takes overrides. */
    public static Domain of(String name, Rule... rules) {
        return new Domain(name, List.of(rules));
    }
}
