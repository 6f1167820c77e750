package io.tollgate.abi.state;

import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.table.NameMap;

/**
 * Counters, gauges and histograms, defined with the host when first asked for and then found by
 * name.
 */
public final class Metrics {
    private final HostSession session;
    private final NameMap<Integer> ids = new NameMap<>();

    public Metrics(HostSession session) {
        this.session = session;
    }

    public Counter counter(String name) {
        return new Counter(session, define(0, name));
    }

    public Gauge gauge(String name) {
        return new Gauge(session, define(1, name));
    }

    public Histogram histogram(String name) {
        return new Histogram(session, define(2, name));
    }

    private int define(int kind, String name) {
        Integer known = ids.get(name);
        if (known != null) {
            if ((known & 3) != kind) {
                throw new IllegalArgumentException("metric " + name + " is of another kind");
            }
            return known >> 2;
        }
        session.check("proxy_define_metric " + name, session.port().defineMetric(kind, name));
        int id = session.port().takeNumber();
        ids.put(name, id << 2 | kind);
        return id;
    }
}
