package io.tollgate.abi;

/** What becomes of a stream whose filter threw an exception. */
public enum ErrorAction {
    /** The stream goes on without the filter; only {@code onLog} still comes. */
    CONTINUE,
    /** The client gets a 500, and of the filter only {@code onLog} still comes. */
    REPLY_500
}
