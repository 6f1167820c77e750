package io.tollgate.core.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.core.config.GatewayConfig.ErrorStyle;
import io.tollgate.core.endpoint.Dialect;
import io.tollgate.core.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    private static final Refusal LIMITED =
            new Refusal(
                    Reason.TOKENS,
                    "gone",
                    "team",
                    Refusal.Retry.after(11_200),
                    List.of("azure", "cohere"));

    private static String body(LocalAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static LocalAnswer answer(Refusal refusal, Dialect dialect, ErrorStyle style) {
        return Refusals.answer(refusal, dialect, style, "req-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    OPENAI    | {"error":{"message":"gone","type":"tokens","param":null,"code":"rate_limit_exceeded"}}
                    RESPONSES | {"error":{"message":"gone","type":"tokens","param":null,"code":"rate_limit_exceeded"}}
                    ANTHROPIC | {"type":"error","error":{"type":"rate_limit_error","message":"gone"},"request_id":"req-1"}
                    GEMINI    | {"error":{"code":429,"message":"gone","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"12s"}]}}
                    BEDROCK   | {"message":"gone"}
                    COHERE    | {"id":"req-1","message":"gone"}
                    MISTRAL   | {"object":"error","message":"gone","type":"rate_limited","param":null,"code":"1300"}
                    """)
    void speaksTheDialectOfTheCaller(Dialect dialect, String expected) {
        LocalAnswer answer = answer(LIMITED, dialect, ErrorStyle.DIALECT);
        assertEquals(429, answer.status());
        assertEquals(expected, body(answer));
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, ValidationException",
        "FORBIDDEN, AccessDeniedException",
        "TOKENS, ThrottlingException",
        "UNAVAILABLE, ServiceUnavailableException"
    })
    void tellsAmazonClientsTheTypeInAHeader(Reason reason, String type) {
        LocalAnswer answer =
                answer(Refusal.of(reason, "no", "auth"), Dialect.BEDROCK, ErrorStyle.DIALECT);
        assertEquals(type, new Headers(answer.headers()).first("x-amzn-errortype").orElse(""));
    }

    @Test
    void speaksAsConfiguredWhateverTheDialect() {
        assertEquals(
                "{\"fault\":{\"faultstring\":\"Rate limit quota violation. Quota limit  exceeded.\","
                        + "\"detail\":{\"errorcode\":\"policies.ratelimit.QuotaViolation\"}}}",
                body(answer(LIMITED, Dialect.ANTHROPIC, ErrorStyle.APIGEE)));
        assertEquals(
                "{\"message\":\"API rate limit exceeded for provider azure, cohere\"}",
                body(answer(LIMITED, Dialect.GEMINI, ErrorStyle.MESSAGE)));
        assertEquals(
                "{\"fault\":{\"faultstring\":\"Raising fault. Fault name : RF-insufficient-request-raise-fault\","
                        + "\"detail\":{\"errorcode\":\"steps.raisefault.RaiseFault\"}}}",
                body(
                        answer(
                                Refusal.of(Reason.UNAUTHENTICATED, "x", "auth"),
                                Dialect.OPENAI,
                                ErrorStyle.APIGEE)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, true",
        "1000, 1, 1000, true",
        "1001, 2, 1001, true",
        "60001, 61, 60001, false"
    })
    void roundsTheWaitUpAndAdvisesAgainstLongOnes(
            long millis, String seconds, String ms, String retry) {
        Refusal refusal =
                new Refusal(Reason.TOKENS, "m", "l", Refusal.Retry.after(millis), List.of());
        Headers headers =
                new Headers(answer(refusal, Dialect.OPENAI, ErrorStyle.DIALECT).headers());
        assertEquals(seconds, headers.first("retry-after").orElse(""));
        assertEquals(ms, headers.first("retry-after-ms").orElse(""));
        assertEquals(retry, headers.first("x-should-retry").orElse(""));
    }

    @Test
    void namesNoWaitForWhatCanNeverFit() {
        Refusal refusal = new Refusal(Reason.TOKENS, "m", "l", Refusal.Retry.NEVER, List.of());
        Headers headers =
                new Headers(answer(refusal, Dialect.OPENAI, ErrorStyle.DIALECT).headers());
        assertEquals("false", headers.first("x-should-retry").orElse(""));
        assertEquals("none", headers.first("retry-after").orElse("none"));
    }

    @ParameterizedTest
    @CsvSource({
        "413, TOO_LARGE",
        "429, REQUESTS",
        "504, TIMEOUT",
        "503, UNAVAILABLE",
        "404, NOT_FOUND",
        "599, INTERNAL",
        "418, BAD_REQUEST"
    })
    void findsTheNearestReasonForEnvoysOwnReplies(int status, Reason expected) {
        assertEquals(expected, Reason.of(status));
    }
}
