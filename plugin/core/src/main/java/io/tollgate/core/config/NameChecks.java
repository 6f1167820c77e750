package io.tollgate.core.config;

import io.tollgate.core.config.ProductConfig.OperationRule;
import io.tollgate.core.endpoint.Endpoints;
import io.tollgate.core.endpoint.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds names that nothing has. A limit for an operation that is none would never apply, and nobody
 * would notice.
 */
final class NameChecks {
    private final GatewayConfig config;
    private final List<String> products;
    private final List<String> providers;
    private final List<String> operations = new ArrayList<>();
    private final Problems problems;

    NameChecks(GatewayConfig config, List<String> products, Problems problems) {
        this.config = config;
        this.products = products;
        this.problems = problems;
        providers = new ArrayList<>(Endpoints.providerNames());
        for (ProviderConfig provider : config.providers()) {
            providers.add(provider.name());
        }
        for (Operation operation : Operation.values()) {
            operations.add(operation.wireName());
        }
    }

    void run() {
        limits("limits", config.limits());
        for (int i = 0; i < config.products().size(); i++) {
            ProductConfig product = config.products().get(i);
            String path = "products[" + i + "]";
            limits(path + ".limits", product.limits());
            for (int j = 0; j < product.operations().size(); j++) {
                OperationRule rule = product.operations().get(j);
                String at = path + ".operations[" + j + "]";
                if (!rule.name().isEmpty() && !operations.contains(rule.name())) {
                    unknown(at, "operation", rule.name(), operations);
                }
            }
        }
    }

    private void limits(String path, List<LimitConfig> limits) {
        for (int i = 0; i < limits.size(); i++) {
            String at = path + "[" + i + "].when.";
            WhenConfig when = limits.get(i).when();
            names(at + "operations", "operation", when.operations(), operations);
            names(at + "providers", "provider", when.providers(), providers);
            if (!products.isEmpty()) {
                names(at + "products", "product", when.products(), products);
            }
        }
    }

    private void names(String path, String kind, Globs globs, List<String> known) {
        if (problems.within(path)) {
            return; // a wrong item is left out of the globs, so their places would be wrong
        }
        for (int i = 0; i < globs.items().size(); i++) {
            Glob glob = globs.items().get(i);
            boolean found = false;
            for (String name : known) {
                found |= glob.matches(name);
            }
            if (!found) {
                unknown(path + "[" + i + "]", kind, glob.pattern(), known);
            }
        }
    }

    private void unknown(String at, String kind, String name, List<String> known) {
        problems.addUnknown(at, "no such " + kind, name, known, Words.list(known));
    }
}
