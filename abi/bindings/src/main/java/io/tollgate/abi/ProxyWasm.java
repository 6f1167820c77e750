package io.tollgate.abi;

import io.tollgate.abi.table.NameMap;
import java.util.function.Supplier;

/** Where a module's main method says which plugins it holds. */
public final class ProxyWasm {
    private static final NameMap<Supplier<Plugin>> BY_ROOT_ID = new NameMap<>();
    private static Supplier<Plugin> standard;
    private static boolean named;

    private ProxyWasm() {}

    /** The plugin for any {@code root_id} that has no plugin of its own. */
    public static void register(Supplier<Plugin> plugin) {
        standard = plugin;
    }

    /** The plugin for one {@code root_id}. */
    public static void register(String rootId, Supplier<Plugin> plugin) {
        BY_ROOT_ID.put(rootId, plugin);
        named = true;
    }

    /** For the runtime: makes the plugin that the main method registered. */
    public static Plugin create(PluginSetup setup) {
        Supplier<Plugin> found = named ? BY_ROOT_ID.get(setup.rootId()) : null;
        if (found == null) {
            found = standard;
        }
        if (found == null) {
            throw new IllegalStateException(
                    "no plugin registered for root_id '" + setup.rootId() + "'");
        }
        return found.get();
    }
}
