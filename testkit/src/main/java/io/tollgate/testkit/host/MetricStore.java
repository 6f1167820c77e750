package io.tollgate.testkit.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Statistics of the process by their full name ({@code wasmcustom.} and what the filter said). */
public final class MetricStore {
    private final Map<String, Long> values = new TreeMap<>();
    private final Map<String, List<Long>> samples = new TreeMap<>();

    void define(int kind, String name) {
        if (kind == 2) {
            samples.putIfAbsent(name, new ArrayList<>());
        } else {
            values.putIfAbsent(name, 0L);
        }
    }

    void add(String name, long delta) {
        values.merge(name, delta, Long::sum);
    }

    void set(String name, long value) {
        values.put(name, value);
    }

    void sample(String name, long value) {
        samples.get(name).add(value);
    }

    long get(String name) {
        return values.get(name);
    }

    /** Counters and gauges. */
    public Map<String, Long> values() {
        return Map.copyOf(values);
    }

    /** Histogram samples in order. */
    public Map<String, List<Long>> samples() {
        return Map.copyOf(samples);
    }
}
