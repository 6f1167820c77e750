package io.tollgate.core.ratelimit;

/**
 * What the service says of one descriptor.
 *
 * @param over it answered OVER_LIMIT
 * @param matched a limit applies; without one nothing was counted
 * @param limit units a window of the limit that applies
 * @param windowSeconds length of that window, 0 if unknown
 * @param remaining what is left of it
 * @param resetMillis until the window ends, -1 if not said
 */
public record Status(
        boolean over,
        boolean matched,
        long limit,
        long windowSeconds,
        long remaining,
        long resetMillis) {
    /** Over, and nothing more is known. */
    static final Status OVER = new Status(true, true, 0, 0, 0, -1);

    /** Nobody said how much the limit is. */
    public boolean untold() {
        return limit == 0 && windowSeconds == 0;
    }
}
