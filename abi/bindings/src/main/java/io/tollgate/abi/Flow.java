package io.tollgate.abi;

import io.tollgate.abi.host.HostContext;

/** One direction of a stream: what is paused, and whether its body may be touched. */
final class Flow {
    private final HostContext context;
    private final int stream;
    final Body body;
    private boolean inside;
    private boolean resumed;
    private boolean paused;
    private boolean buffering;

    Flow(HostContext context, int stream, Body body) {
        this.context = context;
        this.stream = stream;
        this.body = body;
    }

    void begin() {
        inside = true;
        resumed = false;
    }

    /** Inside its own callback resuming needs no host: the callback then ends with CONTINUE. */
    boolean resume() {
        if (inside) {
            resumed = true;
            return true;
        }
        if (!paused || !context.tryEnter()) {
            return false;
        }
        paused = false;
        buffering = false;
        body.afterCallback(false);
        context.session()
                .check("proxy_continue_stream", context.session().port().continueStream(stream));
        return true;
    }

    /** The callback is over: what the host is to be told. */
    int end(int action, boolean keepsBody) {
        int told = resumed ? 0 : action;
        inside = false;
        paused = told != 0;
        buffering = paused && keepsBody;
        body.afterCallback(buffering);
        return told;
    }

    /** The host keeps the body for us: it may be touched. */
    boolean isBuffering() {
        return buffering;
    }
}
