package io.tollgate.abi.host;

/**
 * The module's linear memory is at its maximum. Concerns the stream at hand alone: other streams go
 * on.
 */
public final class OutOfLinearMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public OutOfLinearMemoryException(int size) {
        super("no linear memory for " + size + " bytes");
    }

    /** For what a host call returns. */
    OutOfLinearMemoryException(String call) {
        super("no linear memory for the result of " + call);
    }
}
