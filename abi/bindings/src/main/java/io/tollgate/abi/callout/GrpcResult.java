package io.tollgate.abi.callout;

import io.tollgate.abi.Block;

/** What a unary call came to. */
public sealed interface GrpcResult {
    /** The answer; its bytes live until the callback ends. */
    record Message(Block bytes) implements GrpcResult {}

    /**
     * No answer. {@code status} is the gRPC status: 14 for anything from a refused connection to a
     * time-out, which only the message tells apart ({@code response_timeout}). {@code sent} is
     * false if the call surely never left this host.
     */
    record Failure(int status, String message, boolean sent) implements GrpcResult {}
}
