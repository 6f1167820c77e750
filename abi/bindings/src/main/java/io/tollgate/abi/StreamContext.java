package io.tollgate.abi;

/** What the runtime keeps of a stream once it is known to be HTTP or TCP. */
interface StreamContext {
    /**
     * The filter threw: logs, asks it what to do and does it. Returns the number of the action for
     * the host.
     */
    int failed(String callback, Throwable error);

    void log();

    void gone();
}
