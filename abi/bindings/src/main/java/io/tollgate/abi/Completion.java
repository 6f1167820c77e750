package io.tollgate.abi;

import io.tollgate.abi.host.HostContext;

/** When a plugin that is to end has ended. */
public final class Completion {
    private boolean finished;
    private HostContext root;

    private Completion(boolean finished) {
        this.finished = finished;
    }

    public static Completion now() {
        return new Completion(true);
    }

    /**
     * The host waits until {@link #finish()}; timers and callouts of the plugin go on meanwhile.
     */
    public static Completion later() {
        return new Completion(false);
    }

    public void finish() {
        if (finished) {
            return;
        }
        finished = true;
        if (root != null && root.tryEnter()) {
            root.session().port().done();
        }
    }

    /** The host asks: true if all is done already. */
    boolean ask(HostContext context) {
        root = context;
        return finished;
    }
}
