package io.tollgate.quickstart;

import static io.tollgate.quickstart.Json.object;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
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

    private final Map<Place, Window> latest =
            new TreeMap<>(Comparator.comparing(Place::who).thenComparing(Place::limit));

    private record Quota(long amount, String unit, String count) {}

    /** Whose budget of which limit. */
    private record Place(String who, String limit) {}

    /** What was used in the window that began then. */
    private record Window(long start, long used) {}

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

    /**
     * Every budget that was ever drawn on: what is used of it now, nothing after its window ended.
     */
    synchronized List<Map<String, Object>> now() {
        counters.get().forEach(this::take);
        List<Map<String, Object>> rows = new ArrayList<>();
        latest.forEach((place, window) -> rows.add(row(place, window)));
        return rows;
    }

    private void take(String key, long used) {
        int cut = key.lastIndexOf('_');
        for (String name : quotas.keySet()) {
            String end = "_limit_" + name;
            if (key.startsWith(domain + "_") && key.substring(0, cut).endsWith(end)) {
                String who = key.substring(domain.length() + 1, cut - end.length());
                Window seen = new Window(Long.parseLong(key.substring(cut + 1)), used);
                latest.merge(new Place(who, name), seen, (a, b) -> b.start() >= a.start() ? b : a);
            }
        }
    }

    private Map<String, Object> row(Place place, Window window) {
        Quota quota = quotas.get(place.limit());
        long length = SECONDS.get(quota.unit());
        long now = clock.instant().getEpochSecond();
        long used = window.start() + length > now ? window.used() : 0;
        Map<String, Object> row = object("limit", place.limit(), "who", place.who(), "used", used);
        row.putAll(object("amount", quota.amount(), "per", quota.unit()));
        row.putAll(object("count", quota.count(), "resetsIn", length - now % length));
        return row;
    }
}
