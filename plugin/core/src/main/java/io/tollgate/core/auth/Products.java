package io.tollgate.core.auth;

import io.tollgate.core.config.ProductConfig;
import io.tollgate.core.config.ProductConfig.OperationRule;
import io.tollgate.core.endpoint.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What callers may call, by product. */
public final class Products {
    private final Map<String, ProductConfig> byName = new HashMap<>();

    public Products(List<ProductConfig> products) {
        for (ProductConfig product : products) {
            byName.put(product.name(), product);
        }
    }

    public Optional<ProductConfig> of(Caller caller) {
        return Optional.ofNullable(byName.get(caller.product()));
    }

    public static boolean allowsOperation(ProductConfig product, Endpoint endpoint, String method) {
        for (OperationRule rule : product.operations()) {
            if (rule.name().isEmpty()
                    ? allowsPath(rule, endpoint.path(), method)
                    : allowsName(rule.name(), endpoint)) {
                return true;
            }
        }
        return product.operations().isEmpty();
    }

    /** For a request that no dialect reads: only a rule for paths can name it. */
    public static boolean allowsPath(ProductConfig product, String path, String method) {
        for (OperationRule rule : product.operations()) {
            if (rule.name().isEmpty() && allowsPath(rule, path, method)) {
                return true;
            }
        }
        return product.operations().isEmpty();
    }

    private static boolean allowsName(String name, Endpoint endpoint) {
        return name.equals(endpoint.operation().wireName())
                || (name.equals("chat") && endpoint.operation().conversational());
    }

    private static boolean allowsPath(OperationRule rule, String path, String method) {
        return rule.path().allows(path)
                && (rule.methods().isEmpty() || rule.methods().contains(method));
    }
}
