package io.tollgate.quickstart;

import static io.tollgate.quickstart.Json.object;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The budgets as the service counts them. A quota of ours is a counter whose key ends with {@code
 * limit_<name>_<window>}; amount and length of the window come from the filter's configuration.
 */
final class Budgets {

    private static final Map<String, Long> SECONDS =
            Map.of(
                    "second", 1L, "minute", 60L, "hour", 3600L, "day", 86400L, "month", 2592000L,
                    "year", 31536000L);

    private final String domain;
    private final Map<String, Quota> quotas = new HashMap<>();
    private final Supplier<Map<String, Long>> counters;
    private final Clock clock;

    private record Quota(long amount, String unit, String count) {}

    Budgets(Map<String, Object> config, Supplier<Map<String, Long>> counters, Clock clock) {
        this.domain = Json.text(Json.at(config, "rateLimit"), "domain", "llm");
        this.counters = counters;
        this.clock = clock;
        for (Object item : Json.list(config, "limits")) {
            Map<String, Object> limit = Json.at(object("it", item), "it");
            Map<String, Object> quota = Json.at(limit, "quota");
            String unit = Json.text(quota, "per", "minute");
            String count = Json.text(limit, "count", "total");
            quotas.put(
                    Json.text(limit, "name", ""),
                    new Quota(Json.number(quota, "amount", 0), unit, count));
        }
    }

    /** The budgets of the windows that are open now. */
    List<Map<String, Object>> now() {
        List<Map<String, Object>> rows = new ArrayList<>();
        new TreeMap<>(counters.get()).forEach((key, used) -> row(key, used, rows));
        return rows;
    }

    private void row(String key, long used, List<Map<String, Object>> rows) {
        int cut = key.lastIndexOf('_');
        for (Map.Entry<String, Quota> entry : quotas.entrySet()) {
            String end = "_limit_" + entry.getKey();
            if (key.startsWith(domain + "_") && key.substring(0, cut).endsWith(end)) {
                String who = key.substring(domain.length() + 1, cut - end.length());
                row(who, entry.getKey(), Long.parseLong(key.substring(cut + 1)), used, rows);
            }
        }
    }

    private void row(
            String who, String name, long start, long used, List<Map<String, Object>> rows) {
        Quota quota = quotas.get(name);
        long left = start + SECONDS.get(quota.unit()) - clock.instant().getEpochSecond();
        if (left > 0) {
            Map<String, Object> row = object("limit", name, "who", who, "used", used);
            row.putAll(object("amount", quota.amount(), "per", quota.unit()));
            row.putAll(object("count", quota.count(), "resetsIn", left));
            rows.add(row);
        }
    }
}
