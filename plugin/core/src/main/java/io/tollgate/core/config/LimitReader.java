package io.tollgate.core.config;

import io.tollgate.core.config.EntryConfig.Source;
import io.tollgate.core.ratelimit.WindowUnit;
import io.tollgate.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads limits, alone or of a product. */
final class LimitReader {
    private final Problems problems;

    LimitReader(Problems problems) {
        this.problems = problems;
    }

    List<LimitConfig> limits(Node parent, boolean alone, boolean week) {
        List<LimitConfig> limits = new ArrayList<>();
        for (JsonValue item : parent.items("limits")) {
            String path = parent.at("limits") + "[" + limits.size() + "]";
            limits.add(limit(Node.of(path, ConfigTable.limit(alone), item), alone, week));
        }
        return limits;
    }

    private LimitConfig limit(Node node, boolean alone, boolean week) {
        CountConfig count = count(node);
        if (alone
                && node.has("descriptor")
                && node.value("descriptor") instanceof JsonValue.JsonArray list) {
            check(
                    !list.elements().isEmpty(),
                    node.at("descriptor"),
                    "must have at least one entry");
        }
        return new LimitConfig(
                node.text("name"),
                entries(node),
                count,
                quota(node, count, week),
                when(node.child("when", ConfigTable.when())),
                node.flag("shadow"),
                node.child("onOver", ConfigTable.onOver()).text("model"));
    }

    private List<EntryConfig> entries(Node limit) {
        List<EntryConfig> entries = new ArrayList<>();
        for (JsonValue item : limit.items("descriptor")) {
            String path = limit.at("descriptor") + "[" + entries.size() + "]";
            entries.add(entry(Node.of(path, ConfigTable.entry(), item)));
        }
        return entries;
    }

    private EntryConfig entry(Node node) {
        int ways =
                (node.has("value") ? 1 : 0)
                        + (node.has("header") ? 1 : 0)
                        + (node.has("source") ? 1 : 0);
        check(ways == 1, node.path(), "needs exactly one of value, header, source");
        check(
                !node.has("value") || !node.has("default"),
                node.at("default"),
                "has no effect beside value");
        String fallback = node.text("default");
        if (node.has("header")) {
            return new EntryConfig(node.text("key"), Source.HEADER, node.lower("header"), fallback);
        }
        return new EntryConfig(
                node.text("key"), Source.of(node.text("source")), node.text("value"), fallback);
    }

    private static CountConfig count(Node node) {
        if (node.value("count") instanceof JsonValue.JsonObject) {
            return new CountConfig(
                    CountConfig.Kind.TOKENS, weights(node.child("count", ConfigTable.weights())));
        }
        return switch (node.text("count")) {
            case "input" -> CountConfig.INPUT;
            case "output" -> CountConfig.OUTPUT;
            case "requests" -> CountConfig.REQUESTS;
            case "concurrent" -> CountConfig.CONCURRENT;
            default -> CountConfig.TOTAL;
        };
    }

    private static CountConfig.Weights weights(Node node) {
        long input = node.decimal("input", 0);
        long output = node.decimal("output", 0);
        return new CountConfig.Weights(
                input,
                node.decimal("cachedInput", input),
                node.decimal("cacheWrite", input),
                output,
                node.decimal("reasoning", output));
    }

    private List<QuotaConfig> quota(Node limit, CountConfig count, boolean week) {
        boolean concurrent = count.kind() == CountConfig.Kind.CONCURRENT;
        check(
                !concurrent || limit.has("quota"),
                limit.at("quota"),
                "is required where count is concurrent");
        if (!limit.has("quota")) {
            return List.of();
        }
        Node node = limit.child("quota", ConfigTable.quota());
        Optional<WindowUnit> per = Windows.unit(node.text("per"));
        if (per.isEmpty()) {
            check(concurrent || node.has("per"), node.at("per"), "is required");
            return List.of(new QuotaConfig(node.whole("amount", 0), WindowUnit.SECOND, 1, false));
        }
        return List.of(window(node, per.get(), week));
    }

    private QuotaConfig window(Node node, WindowUnit per, boolean week) {
        check(per != WindowUnit.WEEK || week, node.at("per"), "week needs rateLimit.week: true");
        long interval = node.whole("interval", 1);
        long window = per.seconds() * Math.max(interval, 1);
        Optional<WindowUnit> sent =
                interval > 1 ? Windows.holding(per, window, week) : Optional.of(per);
        if (sent.isEmpty()) {
            problems.add(node.at("interval"), "no larger unit is a multiple of this window");
            window = per.seconds();
        }
        long amount = node.whole("amount", 0);
        return new QuotaConfig(amount, sent.orElse(per), window, node.flag("shareCounter"));
    }

    private static WhenConfig when(Node node) {
        return new WhenConfig(
                node.globs("models"),
                node.globs("providers"),
                node.globs("operations"),
                node.globs("consumers"),
                node.globs("products"),
                headers(node));
    }

    static List<WhenConfig.HeaderGlob> headers(Node node) {
        List<WhenConfig.HeaderGlob> headers = new ArrayList<>();
        for (Map.Entry<String, JsonValue> entry : node.names("headers").entrySet()) {
            Globs values = Globs.of(Node.texts(entry.getValue()));
            headers.add(new WhenConfig.HeaderGlob(Words.lower(entry.getKey()), values));
        }
        return headers;
    }

    private void check(boolean holds, String path, String text) {
        if (!holds) {
            problems.add(path, text);
        }
    }
}
