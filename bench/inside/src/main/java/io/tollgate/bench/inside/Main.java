package io.tollgate.bench.inside;

import io.tollgate.abi.ProxyWasm;

/** What the module runs when it is loaded. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        ProxyWasm.register(LoopPlugin::new);
    }
}
