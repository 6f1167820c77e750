package io.tollgate.core.flow;

/** What came of asking the rate limit service. */
public sealed interface LookResult {
    record Answered(byte[] message) implements LookResult {}

    /**
     * No answer came.
     *
     * @param sent false if it surely never left this host
     */
    record Failed(boolean timedOut, boolean sent, String reason) implements LookResult {}
}
