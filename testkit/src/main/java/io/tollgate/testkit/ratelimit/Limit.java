package io.tollgate.testkit.ratelimit;

import java.util.Optional;

/**
 * {@code rate_limit:} of the service's YAML.
 *
 * @param requestsPerUnit hits allowed in a window
 * @param unit the window
 * @param name reported in {@code current_limit.name}
 * @param unlimited true: matched, but nothing is counted
 */
public record Limit(long requestsPerUnit, Unit unit, Optional<String> name, boolean unlimited) {
    /** So many hits a unit. */
    public static Limit of(long requestsPerUnit, Unit unit) {
        return new Limit(requestsPerUnit, unit, Optional.empty(), false);
    }

    /** {@code unlimited: true}. */
    public static Limit none() {
        return new Limit(0, Unit.SECOND, Optional.empty(), true);
    }
}
