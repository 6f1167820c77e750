package io.tollgate.core.report;

import io.tollgate.core.usage.Usage;
import io.tollgate.json.JsonWriter;

/**
 * A report as the filter state {@code tollgate}: keys in a fixed order, absent texts left out,
 * absent numbers 0.
 */
public final class StateJson {
    private StateJson() {}

    public static byte[] of(Report report) {
        JsonWriter out = new JsonWriter(512).beginObject();
        text(out, "provider", report.provider());
        text(out, "operation", report.operation());
        text(out, "model", report.model());
        text(out, "requestedModel", report.requestedModel());
        out.key("stream").value(report.streams());
        text(out, "consumer", report.consumer());
        text(out, "product", report.product());
        counts(out, report);
        out.field("status", report.status().wireName()).field("ended", report.ended().wireName());
        text(out, "deniedBy", report.deniedBy());
        return out.field("attempts", report.attempts())
                .field("ttftMs", Math.max(0, report.ttftMs()))
                .field("durationMs", report.durationMs())
                .endObject()
                .toBytes();
    }

    private static void counts(JsonWriter out, Report report) {
        Usage usage = report.usage();
        out.field("input", usage.input())
                .field("cachedInput", usage.cachedInput())
                .field("cacheWrite", usage.cacheWrite())
                .field("output", usage.output())
                .field("reasoning", usage.reasoning())
                .field("total", usage.total())
                .field("providerTotal", usage.providerTotal())
                .field("estimatedInput", report.estimatedInput());
    }

    private static void text(JsonWriter out, String key, String value) {
        if (!value.isEmpty()) {
            out.field(key, value);
        }
    }
}
