package io.tollgate.conformance;

import io.tollgate.abi.ProxyWasm;

/** The module holds one plugin that does what each request asks for. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        ProxyWasm.register(WorkoutPlugin::new);
        ProxyWasm.register(
                "broken",
                () -> {
                    throw new IllegalStateException("no such plugin");
                });
    }
}
