package io.tollgate.core.refusal;

import io.tollgate.core.config.GatewayConfig.ErrorStyle;
import io.tollgate.core.endpoint.Dialect;
import io.tollgate.core.http.Header;
import java.util.ArrayList;
import java.util.List;

/** Turns a refusal into an answer that the caller's SDK understands. */
public final class Refusals {
    private static final long SOON_MS = 60_000;

    private Refusals() {}

    /** The whole answer: body in the dialect, retry headers, content type. */
    public static LocalAnswer answer(
            Refusal refusal, Dialect dialect, ErrorStyle style, String requestId) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("content-type", "application/json"));
        retry(headers, refusal.retry());
        if (style == ErrorStyle.DIALECT
                && (dialect == Dialect.BEDROCK || dialect == Dialect.INVOKE)) {
            headers.add(new Header("x-amzn-errortype", refusal.reason().amazonType()));
        }
        return new LocalAnswer(
                refusal.reason().status(),
                "tollgate_" + refusal.reason().openAiCode(),
                headers,
                ErrorBodies.body(refusal, dialect, style, requestId));
    }

    /** A limit that resets soon is worth waiting for in the client; a day is not. */
    private static void retry(List<Header> headers, Refusal.Retry retry) {
        if (retry.kind() == Refusal.Retry.Kind.AFTER) {
            headers.add(new Header("retry-after", Long.toString((retry.millis() + 999) / 1000)));
            headers.add(new Header("retry-after-ms", Long.toString(retry.millis())));
            headers.add(new Header("x-should-retry", retry.millis() <= SOON_MS ? "true" : "false"));
        } else if (retry.kind() == Refusal.Retry.Kind.NEVER) {
            headers.add(new Header("x-should-retry", "false"));
        }
    }
}
