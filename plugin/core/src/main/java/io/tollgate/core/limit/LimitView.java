package io.tollgate.core.limit;

/**
 * What can be told of a limit.
 *
 * @param requests it counts requests, not tokens
 * @param side which tokens
 * @param limit units a window
 * @param remaining what is left for others after this request
 * @param resetMillis until the window ends, -1 if nobody knows
 * @param windowSeconds 0 if nobody knows
 */
public record LimitView(
        String name,
        boolean requests,
        Side side,
        long limit,
        long remaining,
        long resetMillis,
        long windowSeconds) {

    /** Which tokens count. */
    public enum Side {
        BOTH,
        INPUT,
        OUTPUT
    }

    /** True if less of this one is left, as a share, than of the other. */
    public boolean tighterThan(LimitView other) {
        return (double) remaining / Math.max(1, limit)
                < (double) other.remaining / Math.max(1, other.limit);
    }
}
