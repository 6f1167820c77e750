package io.tollgate.core.config;

import io.tollgate.core.config.AuthConfig.KeyConfig;
import io.tollgate.core.config.GatewayConfig.HeaderFamily;
import io.tollgate.core.config.RateLimitConfig.Mode;
import io.tollgate.core.config.RateLimitConfig.Via;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what is right field by field and impossible together. */
final class CrossChecks {
    private final GatewayConfig config;
    private final Problems problems;
    private final RateLimitConfig service;
    private final List<String> seenCounters = new ArrayList<>();
    private final List<String> seenPaths = new ArrayList<>();

    CrossChecks(GatewayConfig config, Problems problems) {
        this.config = config;
        this.problems = problems;
        this.service = config.rateLimit();
    }

    void run() {
        limits("limits", config.limits(), "");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < config.products().size(); i++) {
            ProductConfig product = config.products().get(i);
            String path = "products[" + i + "]";
            check(!names.contains(product.name()), path + ".name", "is used twice");
            names.add(product.name());
            limits(path + ".limits", product.limits(), product.name());
        }
        viaFilter();
        auth(names);
        aliases();
        Set<HeaderFamily> families = new HashSet<>(config.headers());
        check(families.size() == config.headers().size(), "headers", "names a family twice");
        new NameChecks(config, names, problems).run();
    }

    private void limits(String path, List<LimitConfig> limits, String product) {
        boolean served = !service.cluster().isEmpty() || service.via() == Via.FILTER;
        if (!limits.isEmpty() && !served && !problems.within("rateLimit")) {
            problems.add(path, "needs rateLimit.cluster, or rateLimit.via: filter");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < limits.size(); i++) {
            LimitConfig limit = limits.get(i);
            String at = path + "[" + i + "]";
            check(!names.contains(limit.name()), at + ".name", "is used twice");
            check(
                    product.isEmpty() || !named(limit.name()),
                    at + ".name",
                    "is a name in limits, too");
            names.add(limit.name());
            limit(at, limit);
            counter(at, limit, product);
        }
    }

    private boolean named(String name) {
        for (LimitConfig limit : config.limits()) {
            if (limit.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void limit(String at, LimitConfig limit) {
        boolean concurrent = limit.count().kind() == CountConfig.Kind.CONCURRENT;
        boolean refuses = service.mode() != Mode.CHARGE;
        String nothing = " has no effect with rateLimit.mode: charge, which never refuses";
        check(!concurrent || refuses, at + ".count", "concurrent" + nothing);
        if (!limit.onOverModel().isEmpty()) {
            boolean holds = config.hold() != GatewayConfig.Hold.NEVER;
            check(holds, at + ".onOver", "another model needs hold");
            check(refuses, at + ".onOver", "another model" + nothing);
            check(!limit.shadow(), at + ".onOver", "has no effect with shadow: true");
        }
        CountConfig.Weights weights = limit.count().weights();
        boolean tokens = limit.count().kind() == CountConfig.Kind.TOKENS;
        boolean nothingCounts = weights.inputOnly() && weights.outputOnly();
        check(!tokens || !nothingCounts, at + ".count", "every weight is 0");
    }

    /** Limits that the service cannot tell apart would each add to the other's counter. */
    private void counter(String at, LimitConfig limit, String product) {
        boolean empty = limit.descriptor().isEmpty() && product.isEmpty();
        if (limit.quota().isPresent() || empty || problems.within(at + ".descriptor")) {
            return;
        }
        StringBuilder key = new StringBuilder(product.isEmpty() ? "" : product + "\n\n");
        for (EntryConfig entry : limit.descriptor()) {
            key.append(entry.key()).append('\n').append(entry.source().name()).append('\n');
            key.append(entry.argument()).append('\n');
        }
        int same = seenCounters.indexOf(key.toString());
        if (same >= 0) {
            String other = seenPaths.get(same);
            problems.add(at + ".descriptor", "same entries and no quota as " + other);
        }
        seenCounters.add(key.toString());
        seenPaths.add(at);
    }

    private void viaFilter() {
        if (service.via() != Via.FILTER) {
            return;
        }
        check(service.mode() == Mode.CHARGE, "rateLimit.mode", "must be charge with via: filter");
        check(config.headers().isEmpty(), "headers", "must be [] with rateLimit.via: filter");
        noQuota("limits", config.limits());
        for (int i = 0; i < config.products().size(); i++) {
            noQuota("products[" + i + "].limits", config.products().get(i).limits());
        }
    }

    private void noQuota(String path, List<LimitConfig> limits) {
        for (int i = 0; i < limits.size(); i++) {
            boolean concurrent = limits.get(i).count().kind() == CountConfig.Kind.CONCURRENT;
            boolean quota = limits.get(i).quota().isPresent() && !concurrent;
            check(!quota, path + "[" + i + "].quota", "cannot be sent with rateLimit.via: filter");
        }
    }

    private void auth(List<String> products) {
        AuthConfig auth = config.auth();
        boolean outside = !auth.consumerHeader().isEmpty() || !auth.consumerProperty().isEmpty();
        boolean identity = outside || !auth.keys().isEmpty() || problems.within("auth");
        check(
                !auth.required() || identity,
                "auth.required",
                "needs auth.keys or auth.consumerFrom");
        Set<String> digests = new HashSet<>();
        for (int i = 0; i < auth.keys().size(); i++) {
            KeyConfig key = auth.keys().get(i);
            String at = "auth.keys[" + i + "]";
            boolean fresh = digests.add(key.sha256());
            check(fresh || key.sha256().isEmpty(), at, "is the same key as another one");
            product(at + ".product", key.product(), products);
        }
    }

    private void product(String at, String name, List<String> products) {
        if (!name.isEmpty() && !products.contains(name)) {
            String known = Words.list(products);
            problems.addUnknown(at, "no such product", name, products, known);
        }
    }

    private void aliases() {
        for (RoutingConfig.Alias alias : config.routing().aliases()) {
            int stars = Glob.of(alias.to()).stars();
            check(
                    stars <= alias.from().stars(),
                    "routing.aliases." + alias.from().pattern(),
                    "has more stars in the target than in the name");
        }
    }

    private void check(boolean holds, String path, String text) {
        if (!holds) {
            problems.add(path, text);
        }
    }
}
