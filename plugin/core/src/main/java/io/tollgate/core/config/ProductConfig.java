package io.tollgate.core.config;

import java.util.List;

/**
 * What a consumer may call and how much.
 *
 * @param maxPromptTokens {@link Long#MAX_VALUE}: no cap
 * @param objective value of the inference objective header; empty: none
 */
public record ProductConfig(
        String name,
        Globs models,
        List<OperationRule> operations,
        long maxPromptTokens,
        String objective,
        List<LimitConfig> limits) {

    public ProductConfig {
        operations = List.copyOf(operations);
        limits = List.copyOf(limits);
    }

    /**
     * An allowed operation: by name, or by path and methods (none: all). Of name and path the one
     * not meant is empty.
     */
    public record OperationRule(String name, Globs path, List<String> methods) {
        public OperationRule {
            methods = List.copyOf(methods);
        }
    }
}
