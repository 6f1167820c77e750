package io.tollgate.abi;

/** Makes the plugin of a root context. */
public interface PluginFactory {
    Plugin create(PluginSetup setup);
}
