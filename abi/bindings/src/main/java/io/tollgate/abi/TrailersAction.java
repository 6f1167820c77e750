package io.tollgate.abi;

/** What becomes of the message after a trailers callback. */
public enum TrailersAction {
    /** Goes on. */
    CONTINUE(0),
    /** Stops here until resumed. */
    PAUSE(1);

    private final int code;

    TrailersAction(int code) {
        this.code = code;
    }

    /** The ABI's number. */
    public int code() {
        return code;
    }
}
