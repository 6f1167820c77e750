package io.tollgate.testkit;

import io.tollgate.abi.Plugin;
import io.tollgate.testkit.plain.PlainGuest;
import java.util.function.Supplier;

/**
 * Runs a plugin as a plain Java object in the model of Envoy: for debuggers, coverage and speed.
 */
public final class PlainHost implements Host {
    private final Supplier<? extends Plugin> plugins;

    private PlainHost(Supplier<? extends Plugin> plugins) {
        this.plugins = plugins;
    }

    /** A host that makes a new plugin for each root context. */
    public static PlainHost of(Supplier<? extends Plugin> plugins) {
        return new PlainHost(plugins);
    }

    @Override
    public String name() {
        return "jvm";
    }

    @Override
    public boolean virtualTime() {
        return true;
    }

    @Override
    public ModelGateway start(Setup setup) {
        return new ModelGateway(setup, vm -> new PlainGuest(plugins, vm));
    }
}
