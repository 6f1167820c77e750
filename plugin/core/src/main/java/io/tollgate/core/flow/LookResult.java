package io.tollgate.core.flow;

/** What came of asking the rate limit service. */
public sealed interface LookResult {
    record Answered(byte[] message) implements LookResult {}

    record Failed(boolean timedOut, String reason) implements LookResult {}
}
