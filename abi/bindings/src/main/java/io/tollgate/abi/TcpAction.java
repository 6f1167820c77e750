package io.tollgate.abi;

/** What becomes of a connection or its data after a callback. */
public enum TcpAction {
    CONTINUE(0),
    /**
     * Stops; the bytes are kept and shown again, grown. Envoy can resume the client's side only.
     */
    PAUSE(1);

    private final int code;

    TcpAction(int code) {
        this.code = code;
    }

    /** The ABI's number. */
    public int code() {
        return code;
    }
}
