package io.tollgate.testkit.ratelimit;

/**
 * The call has no answer.
 *
 * <p>{@link #crashed()} tells the two kinds apart: an error status for this call, or the end of the
 * service's process (the real one panics on an override with an unknown unit), after which every
 * call fails until {@link RateLimitModel#restart()}.
 */
public final class RateLimitFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int grpcStatus;
    private final boolean crashed;

    RateLimitFailure(int grpcStatus, String message, boolean crashed) {
        super(message);
        this.grpcStatus = grpcStatus;
        this.crashed = crashed;
    }

    /** Status that the caller sees: 2 for an error of the service, 14 when its process is gone. */
    public int grpcStatus() {
        return grpcStatus;
    }

    /** True when the process of the real service would be gone. */
    public boolean crashed() {
        return crashed;
    }
}
