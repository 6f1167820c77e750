package io.tollgate.testkit.ratelimit;

import java.util.List;
import java.util.Optional;

/**
 * One node of {@code descriptors:} in the service's YAML.
 *
 * @param key entry key
 * @param value entry value; absent = any value, a trailing {@code *} = values with that beginning
 * @param limit {@code rate_limit:}
 * @param shadow {@code shadow_mode:}
 * @param descriptors nested nodes
 */
public record Rule(
        String key,
        Optional<String> value,
        Optional<Limit> limit,
        boolean shadow,
        List<Rule> descriptors) {
    /** Copies the nested nodes. */
    public Rule {
        descriptors = List.copyOf(descriptors);
    }

    /** A node for every value of the key. */
    public static Rule any(String key, Limit limit, Rule... nested) {
        return new Rule(key, Optional.empty(), Optional.of(limit), false, List.of(nested));
    }

    /** A node for one value, or for values with one beginning when it ends in {@code *}. */
    public static Rule of(String key, String value, Limit limit, Rule... nested) {
        return new Rule(key, Optional.of(value), Optional.of(limit), false, List.of(nested));
    }

    /** A node without a limit of its own. */
    public static Rule group(String key, Rule... nested) {
        return new Rule(key, Optional.empty(), Optional.empty(), false, List.of(nested));
    }

    /** The same node in shadow mode. */
    public Rule shadowed() {
        return new Rule(key, value, limit, true, descriptors);
    }
}
