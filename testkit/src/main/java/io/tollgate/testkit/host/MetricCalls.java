package io.tollgate.testkit.host;

import java.util.Optional;

/** Statistics. The kind stands in the low two bits of a metric's id. */
public final class MetricCalls {
    private static final int COUNTER = 0;
    private static final int GAUGE = 1;
    private static final int HISTOGRAM = 2;
    private final Vm vm;

    MetricCalls(Vm vm) {
        this.vm = vm;
    }

    private MetricStore store() {
        return vm.envoy().metrics();
    }

    private static int kind(int metric) {
        return metric & 3;
    }

    private Optional<String> name(int metric) {
        return vm.metricName(Integer.toUnsignedLong(metric));
    }

    /** proxy_define_metric: number = id. */
    public Reply define(int kind, String name) {
        if (kind < COUNTER || kind > HISTOGRAM) {
            return HostCalls.traced(
                    vm, Reply.failed(Reply.BAD_ARGUMENT), "proxy_define_metric", kind, name);
        }
        String full = "wasmcustom." + name;
        store().define(kind, full);
        return HostCalls.traced(
                vm, Reply.number(vm.newMetric(kind, full)), "proxy_define_metric", kind, name);
    }

    /** proxy_increment_metric. */
    public Reply increment(int metric, long delta) {
        return HostCalls.traced(
                vm, Reply.failed(add(metric, delta)), "proxy_increment_metric", metric, delta);
    }

    private int add(int metric, long delta) {
        Optional<String> name = name(metric);
        if (kind(metric) == HISTOGRAM) {
            return Reply.BAD_ARGUMENT;
        }
        if (name.isEmpty()) {
            return Reply.NOT_FOUND;
        }
        if (kind(metric) == COUNTER && delta <= 0) {
            return Reply.BAD_ARGUMENT;
        }
        store().add(name.get(), delta);
        return Reply.OK;
    }

    /** proxy_record_metric: adds to a counter, sets a gauge, samples a histogram. */
    public Reply record(int metric, long value) {
        return HostCalls.traced(
                vm, Reply.failed(put(metric, value)), "proxy_record_metric", metric, value);
    }

    private int put(int metric, long value) {
        Optional<String> name = name(metric);
        if (name.isEmpty()) {
            return Reply.NOT_FOUND;
        }
        switch (kind(metric)) {
            case COUNTER -> store().add(name.get(), value);
            case GAUGE -> store().set(name.get(), value);
            default -> store().sample(name.get(), value);
        }
        return Reply.OK;
    }

    /** proxy_get_metric: number = value. */
    public Reply get(int metric) {
        Optional<String> name = name(metric);
        Reply reply =
                kind(metric) == HISTOGRAM
                        ? Reply.failed(Reply.BAD_ARGUMENT)
                        : name.map(n -> Reply.number(store().get(n)))
                                .orElse(Reply.failed(Reply.NOT_FOUND));
        return HostCalls.traced(vm, reply, "proxy_get_metric", metric);
    }
}
