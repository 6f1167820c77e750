package io.tollgate.abi.teavm;

import io.tollgate.abi.host.HostPort;

/**
 * Gives the probe the host port itself, behind the back of the bindings. Nothing else should want
 * it.
 */
public final class RawHost {
    private RawHost() {}

    /** A port of its own; the bindings keep theirs. */
    public static HostPort port() {
        return new TeaVmHost();
    }
}
