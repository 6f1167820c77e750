package io.tollgate.abi.host;

/** Something was asked of a stream that the host has already deleted. */
public final class StreamGoneException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public StreamGoneException(int id, String callback) {
        super("stream " + id + " is gone, asked in " + callback);
    }
}
