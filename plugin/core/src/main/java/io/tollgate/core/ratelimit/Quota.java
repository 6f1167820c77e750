package io.tollgate.core.ratelimit;

/**
 * The limit sent along with a descriptor: so many units a window. It needs no rule in the service's
 * own configuration.
 */
public record Quota(long amount, WindowUnit unit) {
    /** Largest amount that fits the protocol. */
    public static final long MAX_AMOUNT = 0xFFFF_FFFFL;
}
