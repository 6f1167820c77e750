package io.tollgate.abi.state;

import io.tollgate.abi.host.HostSession;

/** A distribution. The host gives nothing back. */
public final class Histogram {
    private final HostSession session;
    private final int id;

    Histogram(HostSession session, int id) {
        this.session = session;
        this.id = id;
    }

    public void record(long value) {
        session.check("proxy_record_metric", session.port().recordMetric(id, value));
    }
}
