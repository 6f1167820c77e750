package io.tollgate.core.report;

import io.tollgate.core.usage.Usage;
import io.tollgate.json.JsonWriter;
import io.tollgate.json.JsonWriter.Key;

/**
 * A report as the filter state {@code tollgate}: keys in a fixed order, absent texts left out,
 * absent numbers 0.
 */
public final class StateJson {
    private static final Key PROVIDER = new Key("provider");
    private static final Key OPERATION = new Key("operation");
    private static final Key MODEL = new Key("model");
    private static final Key REQUESTED_MODEL = new Key("requestedModel");
    private static final Key STREAM = new Key("stream");
    private static final Key CONSUMER = new Key("consumer");
    private static final Key PRODUCT = new Key("product");
    private static final Key INPUT = new Key("input");
    private static final Key CACHED_INPUT = new Key("cachedInput");
    private static final Key CACHE_WRITE = new Key("cacheWrite");
    private static final Key OUTPUT = new Key("output");
    private static final Key REASONING = new Key("reasoning");
    private static final Key TOTAL = new Key("total");
    private static final Key PROVIDER_TOTAL = new Key("providerTotal");
    private static final Key ESTIMATED_INPUT = new Key("estimatedInput");
    private static final Key STATUS = new Key("status");
    private static final Key ENDED = new Key("ended");
    private static final Key DENIED_BY = new Key("deniedBy");
    private static final Key ATTEMPTS = new Key("attempts");
    private static final Key TTFT_MS = new Key("ttftMs");
    private static final Key DURATION_MS = new Key("durationMs");

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

    private static void text(JsonWriter out, Key key, String value) {
        if (!value.isEmpty()) {
            out.field(key, value);
        }
    }
}
