package io.tollgate.core.config;

/**
 * How the rate limit service is asked.
 *
 * @param cluster empty: nothing is asked
 * @param week the service is known to take the unit week
 */
public record RateLimitConfig(
        String cluster,
        String domain,
        int timeoutMillis,
        Mode mode,
        Via via,
        boolean denyOnError,
        boolean refunds,
        int queue,
        boolean week) {

    /** How hard a budget holds. */
    public enum Mode {
        /** Look and count what is in flight: no overshoot. */
        RESERVE,
        /** Look; refuse only when nothing is left. */
        CHECK,
        /** Never refuse, only charge. */
        CHARGE
    }

    /** Who asks. */
    public enum Via {
        GRPC,
        /** Envoy's own rate limit filter, fed by filter state. */
        FILTER
    }

    /** True when this plugin calls the service itself. */
    public boolean calls() {
        return via == Via.GRPC && !cluster.isEmpty();
    }
}
