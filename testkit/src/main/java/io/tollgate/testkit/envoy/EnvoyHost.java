package io.tollgate.testkit.envoy;

import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.Setup;
import java.nio.file.Path;

/**
 * Runs a module in a real Envoy, with real local servers behind its clusters. Time is real. Every
 * gateway is a process of its own; it has a base VM and a main thread's VM besides the workers', as
 * {@link Setup#allVms()} has in the model.
 */
public final class EnvoyHost implements Host {
    private final Path module;
    private final String version;

    private EnvoyHost(Path module, String version) {
        this.module = module;
        this.version = version;
    }

    /** A module file. Without an Envoy on this machine its tests are skipped. */
    public static EnvoyHost of(Path module) {
        return new EnvoyHost(module, "");
    }

    /** The same in an Envoy of this version, from the pinned wheels. */
    public EnvoyHost version(String wanted) {
        return new EnvoyHost(module, wanted);
    }

    @Override
    public String name() {
        return version.isEmpty() ? "envoy" : "envoy " + version;
    }

    @Override
    public boolean virtualTime() {
        return false;
    }

    @Override
    public Gateway start(Setup setup) {
        return new EnvoyGateway(setup, module, version);
    }
}
