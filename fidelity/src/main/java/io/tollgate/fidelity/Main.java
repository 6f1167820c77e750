package io.tollgate.fidelity;

import io.tollgate.abi.ProxyWasm;
import io.tollgate.abi.teavm.RawHost;

/** What the module runs when it is loaded. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        ProxyWasm.register(() -> new ProbePlugin(RawHost.port()));
    }
}
