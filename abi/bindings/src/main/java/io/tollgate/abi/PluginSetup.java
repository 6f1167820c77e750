package io.tollgate.abi;

import io.tollgate.abi.callout.Callouts;
import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.host.Status;
import io.tollgate.abi.state.FilterState;
import io.tollgate.abi.state.ForeignFunctions;
import io.tollgate.abi.state.Metrics;
import io.tollgate.abi.state.Properties;
import io.tollgate.abi.state.SharedQueue;
import io.tollgate.abi.state.SharedQueues;
import io.tollgate.abi.state.SharedStore;
import io.tollgate.abi.table.IntMap;
import java.util.function.Consumer;

/** What a plugin has for as long as it lives, whatever stream is at hand. */
public final class PluginSetup {
    /** The name of the callback that has a configuration. */
    static final String CONFIGURE = "configure";

    private static final byte[] NONE = {};
    private final HostContext root;
    private final Callouts callouts;
    private final Clock clock;
    private final Timers timers;
    private final Metrics metrics;
    private final SharedQueues queues;

    PluginSetup(HostContext root, Callouts callouts, IntMap<Consumer<SharedQueue>> queues) {
        this.queues = new SharedQueues(root, queues);
        this.root = root;
        this.callouts = callouts;
        clock = new Clock(root.session());
        timers = new Timers(root, clock);
        metrics = new Metrics(root.session());
    }

    /**
     * The plugin's configuration: JSON if it was given as a Struct. Only inside {@code configure}.
     */
    public byte[] configuration() {
        return buffer(HostPort.PLUGIN_CONFIGURATION);
    }

    /** The configuration of the VM. Only inside {@code configure}. */
    public byte[] vmConfiguration() {
        return buffer(HostPort.VM_CONFIGURATION);
    }

    /** {@code root_id} of Envoy's configuration; may be empty. */
    public String rootId() {
        return properties().text("plugin_root_id").orElse("");
    }

    /** {@code name} of Envoy's configuration; may be empty. */
    public String name() {
        return properties().text("plugin_name").orElse("");
    }

    /** Calls whose results always come back to the plugin, also those sent from {@code onLog}. */
    public Callouts callouts() {
        return callouts;
    }

    public Metrics metrics() {
        return metrics;
    }

    public SharedStore shared() {
        return new SharedStore(root.session());
    }

    public SharedQueues queues() {
        return queues;
    }

    public Timers timers() {
        return timers;
    }

    public Clock clock() {
        return clock;
    }

    public Log log() {
        return new Log(root.session());
    }

    public Properties properties() {
        return new Properties(root);
    }

    /** For declaring what filters will put; a plugin has no state of its own. */
    public FilterState filterState() {
        return new FilterState(root);
    }

    public ForeignFunctions foreign() {
        return new ForeignFunctions(root);
    }

    HostContext root() {
        return root;
    }

    private byte[] buffer(int buffer) {
        HostSession session = root.session();
        if (!session.callback().equals(CONFIGURE)) {
            throw new IllegalStateException(
                    "configuration read in " + session.callback() + ": only inside configure");
        }
        int status = root.enter().getBuffer(buffer, 0, Integer.MAX_VALUE);
        if (status == Status.NOT_FOUND) {
            return NONE;
        }
        session.check("proxy_get_buffer_bytes", status);
        return session.takeArray();
    }
}
