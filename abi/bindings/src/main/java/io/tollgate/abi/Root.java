package io.tollgate.abi;

import io.tollgate.abi.callout.CalloutTable;
import io.tollgate.abi.callout.Callouts;
import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.state.SharedQueue;
import io.tollgate.abi.table.IntMap;
import java.util.function.Consumer;

/** A root context and its plugin. */
final class Root {
    final HostContext context;
    final PluginSetup setup;
    final IntMap<Consumer<SharedQueue>> queues = new IntMap<>();
    private final PluginFactory factory;
    private Plugin plugin;

    Root(HostContext context, CalloutTable callouts, PluginFactory factory) {
        this.context = context;
        this.factory = factory;
        setup = new PluginSetup(context, new Callouts(context, callouts), queues);
    }

    /**
     * False if there is no such plugin, or it refuses. Nothing is then left of it that a host which
     * goes on without it could call.
     */
    boolean configure(Faults faults) {
        context.attach();
        try {
            plugin = factory.create(setup);
            plugin.configure(setup);
            return true;
        } catch (ConfigurationException refused) {
            faults.refused(refused);
        } catch (Throwable error) {
            faults.report(PluginSetup.CONFIGURE, error);
        }
        plugin = null;
        context.detach();
        return false;
    }

    boolean isConfigured() {
        return plugin != null;
    }

    Plugin plugin() {
        return plugin;
    }

    void queueReady(int queue) {
        Consumer<SharedQueue> listener = queues.get(queue);
        if (listener != null) {
            listener.accept(new SharedQueue(context.session(), queue));
        }
    }

    /** True if the plugin has nothing more to do. */
    boolean done() {
        return plugin == null || plugin.onShutdown().ask(context);
    }
}
