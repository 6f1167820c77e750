package io.tollgate.testkit.engine;

/** The module would not load in Envoy; the message says what of it. */
public final class ModuleRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModuleRefused(String why) {
        super(why);
    }
}
