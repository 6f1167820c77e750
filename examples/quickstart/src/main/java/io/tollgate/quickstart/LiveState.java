package io.tollgate.quickstart;

import static io.tollgate.quickstart.Json.object;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the page shows: the last requests, tokens by consumer and model, and refusals, read from
 * Envoy's access log.
 */
final class LiveState {

    private static final int KEPT = 100;

    private final Deque<Map<String, Object>> requests = new ArrayDeque<>();
    private final Map<String, long[]> tokens = new TreeMap<>();
    private final Map<String, Long> refused = new TreeMap<>();
    private long seen;

    /**
     * Takes one line of the access log; lines that are not of the expected shape are passed over.
     */
    synchronized void line(String line) {
        Map<String, Object> entry;
        try {
            entry = Json.read(line);
        } catch (UncheckedIOException e) {
            return;
        }
        String state = Json.text(entry, "tollgate", "");
        Map<String, Object> report = state.startsWith("{") ? Json.read(state) : Map.of();
        seen++;
        requests.addFirst(row(entry, report));
        if (requests.size() > KEPT) {
            requests.removeLast();
        }
        count(report);
    }

    private Map<String, Object> row(Map<String, Object> entry, Map<String, Object> report) {
        Map<String, Object> row = object("number", seen, "time", Json.text(entry, "time", ""));
        row.put("method", Json.text(entry, "method", ""));
        row.put("path", Json.text(entry, "path", ""));
        row.put("code", Json.number(entry, "code", 0));
        row.put("ms", Json.number(entry, "ms", 0));
        row.put("report", report);
        return row;
    }

    private void count(Map<String, Object> report) {
        if (report.isEmpty()) {
            return;
        }
        String consumer = Json.text(report, "consumer", "anonymous");
        String denied = Json.text(report, "deniedBy", "");
        if (!denied.isEmpty()) {
            refused.merge(consumer + "\n" + denied, 1L, Long::sum);
            return;
        }
        if (Json.text(report, "model", "").isEmpty()) {
            return; // a list of models, say: nothing to count
        }
        long[] sums =
                tokens.computeIfAbsent(
                        consumer + "\n" + Json.text(report, "model", "?"), key -> new long[3]);
        sums[0]++;
        sums[1] += Json.number(report, "input", 0);
        sums[2] += Json.number(report, "output", 0);
    }

    /** Everything so far, with the budgets given. */
    synchronized Map<String, Object> snapshot(List<Map<String, Object>> budgets) {
        List<Object> usage = new ArrayList<>();
        tokens.forEach((key, sums) -> usage.add(usage(key.split("\n", 2), sums)));
        List<Object> refusals = new ArrayList<>();
        refused.forEach(
                (key, times) -> {
                    String[] parts = key.split("\n", 2);
                    refusals.add(object("consumer", parts[0], "by", parts[1], "times", times));
                });
        Map<String, Object> all =
                object("seen", seen, "requests", List.copyOf(requests), "usage", usage);
        all.putAll(object("refusals", refusals, "budgets", budgets));
        return all;
    }

    private static Map<String, Object> usage(String[] key, long[] sums) {
        Map<String, Object> row = object("consumer", key[0], "model", key[1], "requests", sums[0]);
        row.putAll(object("input", sums[1], "output", sums[2], "total", sums[1] + sums[2]));
        return row;
    }
}
