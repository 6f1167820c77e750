package io.tollgate.core.config;

import io.tollgate.core.config.Types.AnyOf;
import io.tollgate.core.config.Types.Choice;
import io.tollgate.core.config.Types.Decimal;
import io.tollgate.core.config.Types.Field;
import io.tollgate.core.config.Types.Flag;
import io.tollgate.core.config.Types.Form;
import io.tollgate.core.config.Types.Items;
import io.tollgate.core.config.Types.Names;
import io.tollgate.core.config.Types.Struct;
import io.tollgate.core.config.Types.Text;
import io.tollgate.core.config.Types.Whole;
import io.tollgate.core.endpoint.Dialect;
import java.util.ArrayList;
import java.util.List;

/**
 * Every field there is: its name, type and default. The reader's checks, the JSON Schema and the
 * reference come from here.
 */
final class ConfigTable {
    private static final FieldType TEXT = new Text(Form.PLAIN);
    private static final FieldType TEXTS = new Items(TEXT);
    private static final FieldType FLAG = new Flag();
    private static final FieldType GLOB_MAP = new Names(new AnyOf(List.of(TEXT, TEXTS)));

    private ConfigTable() {}

    static Struct root() {
        return struct(
                optional("rateLimit", rateLimit()),
                optional("limits", new Items(limit(true))),
                optional("providers", new Items(provider())),
                optional("auth", auth()),
                optional("products", new Items(product())),
                field("unmatched", choice("allow", "deny"), "allow"),
                optional("routing", routing()),
                field("hold", new AnyOf(List.of(FLAG, choice("auto"))), "auto"),
                optional("usage", usage()),
                field("headers", new Items(families()), "openai"),
                field("errors", choice("dialect", "openai", "apigee", "message"), "dialect"),
                optional("estimate", estimate()),
                optional("body", struct(field("maxBytes", new Whole(1, 1L << 30), "10485760"))),
                field("onPanic", choice("continue", "deny"), "continue"),
                optional("metrics", struct(field("maxSeries", new Whole(1, 1_000_000), "1000"))));
    }

    static Struct usage() {
        return struct(field("includeUsage", choice("force", "ask", "off"), "force"));
    }

    static Choice families() {
        return choice("openai", "draft03", "ietf", "anthropic", "provider");
    }

    static Struct rateLimit() {
        return struct(
                optional("cluster", TEXT),
                field("domain", TEXT, "llm"),
                field("timeout", new Text(Form.DURATION), "200ms"),
                field("mode", choice("reserve", "check", "charge"), "reserve"),
                field("via", choice("grpc", "filter"), "grpc"),
                field("onError", choice("allow", "deny"), "allow"),
                field("refunds", FLAG, "false"),
                field("queue", new Whole(0, 1_000_000), "10000"),
                field("week", FLAG, "false"));
    }

    static Struct limit(boolean alone) {
        return struct(
                required("name", TEXT),
                new Field("descriptor", new Items(entry()), alone, ""),
                field("count", new AnyOf(List.of(counts(), weights())), "total"),
                optional("quota", quota()),
                optional("when", when()),
                field("shadow", FLAG, "false"),
                field("onOver", new AnyOf(List.of(choice("deny"), onOver())), "deny"));
    }

    static Struct entry() {
        return struct(
                required("key", TEXT),
                optional("value", TEXT),
                optional("header", new Text(Form.HEADER)),
                optional("source", new Choice(sources())),
                optional("default", TEXT));
    }

    static Struct weights() {
        FieldType weight = new Decimal(1_000_000);
        return struct(
                field("input", weight, "0"),
                optional("cachedInput", weight),
                optional("cacheWrite", weight),
                field("output", weight, "0"),
                optional("reasoning", weight));
    }

    static Struct quota() {
        return struct(
                required("amount", new Whole(0, 0xFFFF_FFFFL)),
                optional("per", choice("second", "minute", "hour", "day", "week", "month", "year")),
                field("interval", new Whole(1, 1_000_000), "1"),
                field("shareCounter", FLAG, "false"));
    }

    static Struct when() {
        return struct(
                optional("models", TEXTS),
                optional("providers", TEXTS),
                optional("operations", TEXTS),
                optional("consumers", TEXTS),
                optional("products", TEXTS),
                optional("headers", GLOB_MAP));
    }

    static Struct onOver() {
        return struct(required("model", TEXT));
    }

    static Struct provider() {
        return struct(
                required("name", TEXT),
                optional("dialect", new Choice(dialects())),
                optional("when", providerWhen()));
    }

    static Struct providerWhen() {
        return struct(
                optional("paths", TEXTS),
                optional("authorities", TEXTS),
                optional("models", TEXTS),
                optional("headers", GLOB_MAP),
                optional("route", TEXT),
                optional("cluster", TEXT));
    }

    static Struct auth() {
        return struct(
                field("required", FLAG, "false"),
                optional("keys", new Items(key())),
                optional("header", new Text(Form.HEADER)),
                field("forward", FLAG, "false"),
                optional("consumerFrom", consumerFrom()));
    }

    static Struct key() {
        return struct(
                optional("sha256", new Text(Form.SHA256)),
                optional("key", TEXT),
                required("consumer", TEXT),
                optional("product", TEXT),
                optional("expires", new Text(Form.MOMENT)));
    }

    static Struct consumerFrom() {
        return struct(
                optional("header", new Text(Form.HEADER)),
                optional("property", new AnyOf(List.of(TEXT, TEXTS))));
    }

    static Struct product() {
        return struct(
                required("name", TEXT),
                optional("models", TEXTS),
                optional("operations", new Items(new AnyOf(List.of(TEXT, operation())))),
                optional("maxPromptTokens", new Whole(0, 1_000_000_000)),
                optional("objective", TEXT),
                optional("limits", new Items(limit(false))));
    }

    static Struct operation() {
        return struct(required("path", TEXT), optional("methods", TEXTS));
    }

    static Struct routing() {
        return struct(
                field("modelHeader", new Text(Form.HEADER), "x-ai-eg-model"),
                optional("aliases", new Names(TEXT)));
    }

    static Struct estimate() {
        return struct(
                optional("tokenizers", new Items(tokenizer())),
                field("undeclaredOutput", new Whole(0, 1_000_000_000), "512"));
    }

    static Struct tokenizer() {
        return struct(
                required("models", TEXTS),
                field("encoding", choice("o200k", "cl100k", "bytes"), "o200k"),
                field("factor", new Decimal(1000), "1"),
                optional("perMessage", new Whole(0, 100_000)));
    }

    static Choice counts() {
        return choice("total", "input", "output", "requests", "concurrent");
    }

    private static List<String> dialects() {
        List<String> words = new ArrayList<>();
        for (Dialect dialect : Dialect.values()) {
            words.add(dialect.wireName());
        }
        return words;
    }

    private static List<String> sources() {
        List<String> words = new ArrayList<>();
        for (EntryConfig.Source source : EntryConfig.Source.values()) {
            if (!source.word().isEmpty()) {
                words.add(source.word());
            }
        }
        return words;
    }

    private static Struct struct(Field... fields) {
        return new Struct(List.of(fields));
    }

    private static Choice choice(String... words) {
        return new Choice(List.of(words));
    }

    private static Field field(String name, FieldType type, String fallback) {
        return new Field(name, type, false, fallback);
    }

    private static Field optional(String name, FieldType type) {
        return new Field(name, type, false, "");
    }

    private static Field required(String name, FieldType type) {
        return new Field(name, type, true, "");
    }
}
