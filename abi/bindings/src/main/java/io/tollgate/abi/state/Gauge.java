package io.tollgate.abi.state;

import io.tollgate.abi.host.HostSession;

/** A number that goes up and down. */
public final class Gauge {
    private final HostSession session;
    private final int id;

    Gauge(HostSession session, int id) {
        this.session = session;
        this.id = id;
    }

    public void set(long value) {
        session.check("proxy_record_metric", session.port().recordMetric(id, value));
    }

    public void add(long n) {
        session.check("proxy_increment_metric", session.port().incrementMetric(id, n));
    }

    public long value() {
        session.check("proxy_get_metric", session.port().getMetric(id));
        return session.port().takeLong();
    }
}
