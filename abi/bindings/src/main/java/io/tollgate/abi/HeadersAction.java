package io.tollgate.abi;

/** What becomes of the message after a headers callback. */
public enum HeadersAction {
    /** Goes on. */
    CONTINUE(0),
    /**
     * Stops here until resumed. Envoy needs {@code allow_on_headers_stop_iteration} in the plugin's
     * configuration to still show the body meanwhile; without it this is {@link
     * #PAUSE_ALL_AND_WATERMARK}.
     */
    PAUSE(1),
    /** Stops everything; the body is buffered unseen, with 413 above the buffer limit. */
    PAUSE_ALL_AND_BUFFER(3),
    /** Stops everything; the sender is slowed down above the buffer limit. */
    PAUSE_ALL_AND_WATERMARK(4);

    private final int code;

    HeadersAction(int code) {
        this.code = code;
    }

    /** The ABI's number. */
    public int code() {
        return code;
    }
}
