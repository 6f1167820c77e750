package io.tollgate.core.report;

import io.tollgate.core.usage.Usage;
import io.tollgate.json.JsonKey;
import io.tollgate.json.JsonWriter;

/**
 * A report as the filter state {@code tollgate}: keys in a fixed order, absent texts left out,
 * absent numbers 0.
 */
public final class StateJson {
    private static final JsonKey PROVIDER = new JsonKey("provider");
    private static final JsonKey OPERATION = new JsonKey("operation");
    private static final JsonKey MODEL = new JsonKey("model");
    private static final JsonKey REQUESTED_MODEL = new JsonKey("requestedModel");
    private static final JsonKey STREAM = new JsonKey("stream");
    private static final JsonKey CONSUMER = new JsonKey("consumer");
    private static final JsonKey PRODUCT = new JsonKey("product");
    private static final JsonKey INPUT = new JsonKey("input");
    private static final JsonKey CACHED_INPUT = new JsonKey("cachedInput");
    private static final JsonKey CACHE_WRITE = new JsonKey("cacheWrite");
    private static final JsonKey OUTPUT = new JsonKey("output");
    private static final JsonKey REASONING = new JsonKey("reasoning");
    private static final JsonKey TOTAL = new JsonKey("total");
    private static final JsonKey PROVIDER_TOTAL = new JsonKey("providerTotal");
    private static final JsonKey ESTIMATED_INPUT = new JsonKey("estimatedInput");
    private static final JsonKey STATUS = new JsonKey("status");
    private static final JsonKey ENDED = new JsonKey("ended");
    private static final JsonKey DENIED_BY = new JsonKey("deniedBy");
    private static final JsonKey ATTEMPTS = new JsonKey("attempts");
    private static final JsonKey TTFT_MS = new JsonKey("ttftMs");
    private static final JsonKey DURATION_MS = new JsonKey("durationMs");

    private StateJson() {}

    public static byte[] of(Report report) {
        JsonWriter out = new JsonWriter(512).beginObject();
        text(out, PROVIDER, report.provider());
        text(out, OPERATION, report.operation());
        text(out, MODEL, report.model());
        text(out, REQUESTED_MODEL, report.requestedModel());
        out.key(STREAM).value(report.streams());
        text(out, CONSUMER, report.consumer());
        text(out, PRODUCT, report.product());
        counts(out, report);
        out.field(STATUS, report.status().wireName()).field(ENDED, report.ended().wireName());
        text(out, DENIED_BY, report.deniedBy());
        return out.field(ATTEMPTS, report.attempts())
                .field(TTFT_MS, Math.max(0, report.ttftMs()))
                .field(DURATION_MS, report.durationMs())
                .endObject()
                .toBytes();
    }

    private static void counts(JsonWriter out, Report report) {
        Usage usage = report.usage();
        out.field(INPUT, usage.input())
                .field(CACHED_INPUT, usage.cachedInput())
                .field(CACHE_WRITE, usage.cacheWrite())
                .field(OUTPUT, usage.output())
                .field(REASONING, usage.reasoning())
                .field(TOTAL, usage.total())
                .field(PROVIDER_TOTAL, usage.providerTotal())
                .field(ESTIMATED_INPUT, report.estimatedInput());
    }

    private static void text(JsonWriter out, JsonKey key, String value) {
        if (!value.isEmpty()) {
            out.field(key, value);
        }
    }
}
