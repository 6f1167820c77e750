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
     * Envoy does so only while another plugin lives in the same VM. Else it frees the VM at once:
     * what must not be lost is to be sent before the plugin is asked to end.
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
