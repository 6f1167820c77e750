package io.tollgate.core.config;

import java.util.List;

/** The whole configuration, checked. Empty texts stand for what was left out. */
public record GatewayConfig(
        RateLimitConfig rateLimit,
        List<LimitConfig> limits,
        List<ProviderConfig> providers,
        AuthConfig auth,
        List<ProductConfig> products,
        boolean denyUnmatched,
        RoutingConfig routing,
        Hold hold,
        IncludeUsage includeUsage,
        List<HeaderFamily> headers,
        ErrorStyle errors,
        EstimateConfig estimate,
        long maxBodyBytes,
        boolean denyOnPanic,
        int maxSeries) {

    public GatewayConfig {
        limits = List.copyOf(limits);
        providers = List.copyOf(providers);
        products = List.copyOf(products);
        headers = List.copyOf(headers);
    }

    /** When a request waits at its headers until its body is read. */
    public enum Hold {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** What is done about {@code stream_options.include_usage}. */
    public enum IncludeUsage {
        /** Added, and the extra chunk hidden from a client that did not ask. */
        FORCE,
        /** Added and shown. */
        ASK,
        /** The body stays as it is. */
        OFF
    }

    /** Shape of error bodies. */
    public enum ErrorStyle {
        DIALECT,
        OPENAI,
        APIGEE,
        MESSAGE
    }

    /** Rate limit headers on answers. */
    public enum HeaderFamily {
        OPENAI,
        DRAFT03,
        IETF,
        ANTHROPIC,
        PROVIDER
    }
}
