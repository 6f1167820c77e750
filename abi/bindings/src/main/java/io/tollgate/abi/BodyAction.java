package io.tollgate.abi;

/** What becomes of the message after a body callback. */
public enum BodyAction {
    /** Goes on, with what was held before. */
    CONTINUE(0),
    /**
     * Envoy keeps the bytes and shows them again, grown, with the next callback; 413 above the
     * buffer limit. The body may be touched until the stream goes on.
     */
    PAUSE_AND_BUFFER(1),
    /**
     * Envoy keeps the bytes and slows the sender down at the buffer limit. The body may not be
     * touched after the callback. For the end of a body alone: returned before it, Envoy stops
     * reading at the limit, the rest never comes and nothing resumes the stream.
     */
    PAUSE_AND_WATERMARK(2),
    /**
     * Stops, and what is left of these bytes is passed on later; nothing is kept. The body may not
     * be touched after the callback.
     */
    PAUSE_WITHOUT_BUFFER(3);

    private final int code;

    BodyAction(int code) {
        this.code = code;
    }

    /** The ABI's number. */
    public int code() {
        return code;
    }
}
