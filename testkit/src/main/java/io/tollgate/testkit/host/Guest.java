package io.tollgate.testkit.host;

/** What runs in a VM: a module on the engine, or a plugin as a plain Java object. */
public interface Guest {
    /** Whether the callback is exported. */
    boolean has(String callback);

    /**
     * Runs a callback.
     *
     * @return its result, or 0
     * @throws GuestTrap when it traps
     */
    int call(String callback, int... args);

    /** Runs the module's own start functions, in the restricted phase. */
    void start();

    /** Pages of linear memory; 0 for a plain Java object. */
    int memoryPages();
}
