package io.tollgate.abi;

/**
 * One configured plugin: a root context in one VM. A VM holds several at a time, with different
 * configurations, and lives on one thread. So configuration belongs into fields, never into
 * statics.
 */
public interface Plugin {
    /**
     * Called once, before any stream. {@code setup} stays valid for the plugin's life, save its
     * configuration.
     */
    void configure(PluginSetup setup) throws ConfigurationException;

    /** The filter of a new HTTP stream. */
    default HttpFilter newHttpFilter(HttpStream stream) {
        return new HttpFilter() {};
    }

    /** The filter of a new TCP connection. */
    default TcpFilter newTcpFilter(TcpStream stream) {
        return new TcpFilter() {};
    }

    /** The plugin is to end, on a change of configuration. At SIGTERM Envoy does not ask. */
    default Completion onShutdown() {
        return Completion.now();
    }

    /**
     * An exception outside any stream: configure, timers, root callouts. Already logged and
     * counted.
     */
    default void onError(String callback, Throwable error) {}
}
