package io.tollgate.filter;

import io.tollgate.abi.ProxyWasm;

/** What the module runs when it is loaded. Any {@code root_id} works. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        ProxyWasm.register(TollgatePlugin::new);
    }
}
