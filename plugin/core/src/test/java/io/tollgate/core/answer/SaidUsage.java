package io.tollgate.core.answer;

import io.tollgate.core.endpoint.Dialect;
import io.tollgate.core.usage.Usage;
import io.tollgate.json.JsonValue.JsonNumber;
import io.tollgate.json.JsonValue.JsonObject;

/** The normal form of a provider's usage object by a second, slower way: by looking names up. */
public final class SaidUsage {
    private final JsonObject usage;

    private SaidUsage(JsonObject usage) {
        this.usage = usage;
    }

    public static Usage of(JsonObject usage, Dialect dialect) {
        return new SaidUsage(usage).normal(dialect);
    }

    private Usage normal(Dialect dialect) {
        long cached = cached();
        long written = written();
        long reasoning = reasoning();
        long input = input();
        if (cacheIsApart(dialect)) {
            input += cached + written;
        }
        long output = output();
        return new Usage(
                input,
                Math.min(cached, input),
                Math.min(written, input),
                output,
                Math.min(reasoning, output),
                first("total_tokens", "totalTokens", "totalTokenCount"));
    }

    private static boolean cacheIsApart(Dialect dialect) {
        return dialect == Dialect.ANTHROPIC
                || dialect == Dialect.BEDROCK
                || dialect == Dialect.INVOKE;
    }

    private long cached() {
        return first(
                "prompt_tokens_details.cached_tokens",
                "input_tokens_details.cached_tokens",
                "prompt_cache_hit_tokens",
                "cached_tokens",
                "num_cached_tokens",
                "cache_read_input_tokens",
                "cacheReadInputTokens",
                "cachedContentTokenCount");
    }

    private long written() {
        return first(
                "prompt_tokens_details.cache_write_tokens",
                "input_tokens_details.cache_write_tokens",
                "cache_creation_input_tokens",
                "cacheWriteInputTokens");
    }

    private long reasoning() {
        return first(
                "completion_tokens_details.reasoning_tokens",
                "output_tokens_details.reasoning_tokens",
                "output_tokens_details.thinking_tokens",
                "thoughtsTokenCount");
    }

    private long input() {
        return first("toolUsePromptTokenCount")
                + first(
                        "prompt_tokens",
                        "tokens.input_tokens",
                        "promptTokenCount",
                        "input_tokens",
                        "inputTokens",
                        "total_tokens");
    }

    private long output() {
        return first("thoughtsTokenCount")
                + first(
                        "completion_tokens",
                        "tokens.output_tokens",
                        "candidatesTokenCount",
                        "output_tokens",
                        "outputTokens");
    }

    private long first(String... paths) {
        for (String path : paths) {
            int dot = path.indexOf('.');
            Object value = usage.fields().get(dot < 0 ? path : path.substring(0, dot));
            if (value instanceof JsonObject inner) {
                value = inner.fields().get(path.substring(dot + 1));
            }
            if (value instanceof JsonNumber number) {
                return number.value();
            }
        }
        return 0;
    }
}
