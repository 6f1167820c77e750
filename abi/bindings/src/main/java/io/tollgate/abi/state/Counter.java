package io.tollgate.abi.state;

import io.tollgate.abi.host.HostSession;

/** A number that only grows. */
public final class Counter {
    private final HostSession session;
    private final int id;

    Counter(HostSession session, int id) {
        this.session = session;
        this.id = id;
    }

    /** Adds {@code n}; 0 does nothing. */
    public void increment(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("counter incremented by " + n);
        }
        if (n > 0) {
            session.check("proxy_increment_metric", session.port().incrementMetric(id, n));
        }
    }

    public long value() {
        session.check("proxy_get_metric", session.port().getMetric(id));
        return session.port().takeLong();
    }
}
