package io.tollgate.abi;

import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.host.Status;

/** The host's wall clock. */
public final class Clock {
    private final HostSession session;

    Clock(HostSession session) {
        this.session = session;
    }

    /** Nanoseconds since 1970. */
    public long nanos() {
        return session.port().getCurrentTime() == Status.OK ? session.port().takeLong() : 0;
    }

    /** Milliseconds since 1970. */
    public long millis() {
        return nanos() / 1_000_000;
    }
}
