package io.tollgate.core.config;

import io.tollgate.core.config.GatewayConfig.ErrorStyle;
import io.tollgate.core.config.GatewayConfig.HeaderFamily;
import io.tollgate.core.config.GatewayConfig.Hold;
import io.tollgate.core.config.GatewayConfig.IncludeUsage;
import io.tollgate.core.config.RateLimitConfig.Mode;
import io.tollgate.core.config.RateLimitConfig.Via;
import io.tollgate.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns the checked tree into values, section by section. */
final class SectionReader {
    private final LimitReader limits;
    private final AuthReader auth;

    SectionReader(Problems problems) {
        this.limits = new LimitReader(problems);
        this.auth = new AuthReader(problems);
    }

    GatewayConfig gateway(Node root) {
        RateLimitConfig rateLimit = rateLimit(root.child("rateLimit", ConfigTable.rateLimit()));
        return new GatewayConfig(
                rateLimit,
                limits.limits(root, true, rateLimit.week()),
                providers(root),
                auth.auth(root.child("auth", ConfigTable.auth())),
                products(root, rateLimit.week()),
                root.text("unmatched").equals("deny"),
                routing(root.child("routing", ConfigTable.routing())),
                hold(root),
                includeUsage(root.child("usage", section("usage"))),
                families(root),
                errors(root.text("errors")),
                estimate(root.child("estimate", ConfigTable.estimate())),
                root.child("body", section("body")).whole("maxBytes", 0),
                root.text("onPanic").equals("deny"),
                (int) root.child("metrics", section("metrics")).whole("maxSeries", 0));
    }

    private static Types.Struct section(String name) {
        return (Types.Struct) ConfigTable.root().find(name).type();
    }

    private static RateLimitConfig rateLimit(Node node) {
        String mode = node.text("mode");
        return new RateLimitConfig(
                node.text("cluster"),
                node.text("domain"),
                (int) Texts.millis(node.text("timeout")),
                mode.equals("charge")
                        ? Mode.CHARGE
                        : mode.equals("check") ? Mode.CHECK : Mode.RESERVE,
                node.text("via").equals("filter") ? Via.FILTER : Via.GRPC,
                node.text("onError").equals("deny"),
                node.flag("refunds"),
                (int) node.whole("queue", 0),
                node.flag("week"));
    }

    private static List<ProviderConfig> providers(Node root) {
        List<ProviderConfig> providers = new ArrayList<>();
        for (JsonValue item : root.items("providers")) {
            Node node =
                    Node.of("providers[" + providers.size() + "]", ConfigTable.provider(), item);
            Node when = node.child("when", ConfigTable.providerWhen());
            providers.add(
                    new ProviderConfig(
                            node.text("name"),
                            node.text("dialect"),
                            when.globs("paths"),
                            when.globs("authorities"),
                            when.globs("models"),
                            LimitReader.headers(when),
                            when.globs("route"),
                            when.globs("cluster")));
        }
        return providers;
    }

    private List<ProductConfig> products(Node root, boolean week) {
        List<ProductConfig> products = new ArrayList<>();
        for (JsonValue item : root.items("products")) {
            Node node = Node.of("products[" + products.size() + "]", ConfigTable.product(), item);
            products.add(
                    new ProductConfig(
                            node.text("name"),
                            node.globs("models"),
                            AuthReader.operations(node),
                            node.whole("maxPromptTokens", Long.MAX_VALUE),
                            node.text("objective"),
                            limits.limits(node, false, week)));
        }
        return products;
    }

    private static RoutingConfig routing(Node node) {
        List<RoutingConfig.Alias> aliases = new ArrayList<>();
        for (Map.Entry<String, JsonValue> entry : node.names("aliases").entrySet()) {
            if (entry.getValue() instanceof JsonValue.JsonString target) {
                insert(aliases, new RoutingConfig.Alias(Glob.of(entry.getKey()), target.text()));
            }
        }
        return new RoutingConfig(node.lower("modelHeader"), aliases);
    }

    /**
     * The order of an object's keys is not kept on the way here, so the most particular name goes
     * first.
     */
    private static void insert(List<RoutingConfig.Alias> aliases, RoutingConfig.Alias alias) {
        int at = 0;
        while (at < aliases.size() && rank(aliases.get(at).from()) >= rank(alias.from())) {
            at++;
        }
        aliases.add(at, alias);
    }

    private static int rank(Glob glob) {
        return glob.isLiteral() ? Integer.MAX_VALUE : glob.literalLength();
    }

    private static Hold hold(Node root) {
        if (root.value("hold") instanceof JsonValue.JsonBool) {
            return root.flag("hold") ? Hold.ALWAYS : Hold.NEVER;
        }
        return Hold.AUTO;
    }

    private static IncludeUsage includeUsage(Node node) {
        return switch (node.text("includeUsage")) {
            case "ask" -> IncludeUsage.ASK;
            case "off" -> IncludeUsage.OFF;
            default -> IncludeUsage.FORCE;
        };
    }

    private static List<HeaderFamily> families(Node root) {
        List<HeaderFamily> families = new ArrayList<>();
        if (!root.has("headers")) {
            return List.of(HeaderFamily.OPENAI);
        }
        for (String word : root.texts("headers")) {
            families.add(
                    switch (word) {
                        case "draft03" -> HeaderFamily.DRAFT03;
                        case "ietf" -> HeaderFamily.IETF;
                        case "anthropic" -> HeaderFamily.ANTHROPIC;
                        case "provider" -> HeaderFamily.PROVIDER;
                        default -> HeaderFamily.OPENAI;
                    });
        }
        return families;
    }

    private static ErrorStyle errors(String word) {
        return switch (word) {
            case "openai" -> ErrorStyle.OPENAI;
            case "apigee" -> ErrorStyle.APIGEE;
            case "message" -> ErrorStyle.MESSAGE;
            default -> ErrorStyle.DIALECT;
        };
    }

    private static EstimateConfig estimate(Node node) {
        List<EstimateConfig.Tokenizer> tokenizers = new ArrayList<>();
        for (JsonValue item : node.items("tokenizers")) {
            Node rule =
                    Node.of(
                            "estimate.tokenizers[" + tokenizers.size() + "]",
                            ConfigTable.tokenizer(),
                            item);
            tokenizers.add(
                    new EstimateConfig.Tokenizer(
                            rule.globs("models"),
                            encoding(rule.text("encoding")),
                            rule.decimal("factor", Decimals.ONE),
                            (int) rule.whole("perMessage", -1)));
        }
        return new EstimateConfig(tokenizers, node.whole("undeclaredOutput", 0));
    }

    private static EstimateConfig.Encoding encoding(String word) {
        return switch (word) {
            case "cl100k" -> EstimateConfig.Encoding.CL100K;
            case "bytes" -> EstimateConfig.Encoding.BYTES;
            default -> EstimateConfig.Encoding.O200K;
        };
    }
}
