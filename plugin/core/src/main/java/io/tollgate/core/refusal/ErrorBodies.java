package io.tollgate.core.refusal;

import io.tollgate.core.config.GatewayConfig.ErrorStyle;
import io.tollgate.core.endpoint.Dialect;
import io.tollgate.json.JsonWriter;

/** Error bodies, one method a shape. */
final class ErrorBodies {
    private ErrorBodies() {}

    static byte[] body(Refusal refusal, Dialect dialect, ErrorStyle style, String requestId) {
        JsonWriter out = new JsonWriter(512).beginObject();
        switch (style) {
            case OPENAI -> openAi(out, refusal);
            case APIGEE -> apigee(out, refusal);
            case MESSAGE -> message(out, refusal);
            case DIALECT -> dialect(out, refusal, dialect, requestId);
        }
        return out.endObject().toBytes();
    }

    private static void dialect(
            JsonWriter out, Refusal refusal, Dialect dialect, String requestId) {
        switch (dialect) {
            case OPENAI, RESPONSES -> openAi(out, refusal);
            case ANTHROPIC -> anthropic(out, refusal, requestId);
            case GEMINI -> gemini(out, refusal);
            case BEDROCK, INVOKE -> out.field("message", refusal.message());
            case COHERE -> out.field("id", requestId).field("message", refusal.message());
            case MISTRAL -> mistral(out, refusal);
        }
    }

    private static void openAi(JsonWriter out, Refusal refusal) {
        out.key("error")
                .beginObject()
                .field("message", refusal.message())
                .field("type", refusal.reason().openAiType())
                .key("param")
                .nullValue()
                .field("code", refusal.reason().openAiCode())
                .endObject();
    }

    private static void anthropic(JsonWriter out, Refusal refusal, String requestId) {
        out.field("type", "error")
                .key("error")
                .beginObject()
                .field("type", refusal.reason().anthropicType())
                .field("message", refusal.message())
                .endObject();
        if (!requestId.isEmpty()) {
            out.field("request_id", requestId);
        }
    }

    private static void gemini(JsonWriter out, Refusal refusal) {
        out.key("error")
                .beginObject()
                .field("code", refusal.reason().status())
                .field("message", refusal.message())
                .field("status", refusal.reason().googleStatus())
                .key("details")
                .beginArray();
        if (refusal.retry().kind() == Refusal.Retry.Kind.AFTER) {
            out.beginObject()
                    .field("@type", "type.googleapis.com/google.rpc.RetryInfo")
                    .field("retryDelay", (refusal.retry().millis() + 999) / 1000 + "s")
                    .endObject();
        }
        out.endArray().endObject();
    }

    private static void mistral(JsonWriter out, Refusal refusal) {
        boolean limited = refusal.reason().rateLimited();
        out.field("object", "error")
                .field("message", refusal.message())
                .field("type", limited ? "rate_limited" : refusal.reason().openAiType())
                .key("param")
                .nullValue()
                .field("code", limited ? "1300" : refusal.reason().openAiCode());
    }

    /** The texts are those that Apigee's clients match on, two spaces included. */
    private static void apigee(JsonWriter out, Refusal refusal) {
        String text = refusal.message();
        String code = "steps.raisefault.RaiseFault";
        if (refusal.reason().rateLimited()) {
            text = "Rate limit quota violation. Quota limit  exceeded.";
            code = "policies.ratelimit.QuotaViolation";
        } else if (refusal.reason() == Reason.UNAUTHENTICATED) {
            text = "Raising fault. Fault name : RF-insufficient-request-raise-fault";
        }
        out.key("fault")
                .beginObject()
                .field("faultstring", text)
                .key("detail")
                .beginObject()
                .field("errorcode", code)
                .endObject()
                .endObject();
    }

    private static void message(JsonWriter out, Refusal refusal) {
        if (!refusal.reason().rateLimited() || refusal.providers().isEmpty()) {
            out.field("message", refusal.message());
            return;
        }
        StringBuilder text = new StringBuilder("API rate limit exceeded for provider ");
        for (int i = 0; i < refusal.providers().size(); i++) {
            text.append(i > 0 ? ", " : "").append(refusal.providers().get(i));
        }
        out.field("message", text.toString());
    }
}
