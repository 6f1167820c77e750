package io.tollgate.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.core.http.Headers;
import io.tollgate.core.http.RequestHead;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be called without a key, and what a product's path rules open. */
class AccessTest {
    private static final String CONFIG =
            "{'auth': {'required': true, 'keys': [{'key': 'k1', 'consumer': 'ann', 'product': 'gold'}, {'key': 'k2', 'consumer': 'bob'}]},"
                    + "'products': [{'name': 'gold', 'operations': ['models', {'path': '/files/*', 'methods': ['GET']}]}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /anything | '' | 401",
                "GET | /anything | k3 | 401",
                "GET | /v1/models | '' | 401",
                "GET | /anything | k2 | 0",
                "GET | /files/a | k1 | 0",
                "GET | //files/%61 | k1 | 0",
                "POST | /files/a | k1 | 403",
                "GET | /anything | k1 | 403",
                "GET | /v1/models | k1 | 0",
            })
    void requestsThatNoDialectReadsNeedAKeyToo(String method, String path, String key, int status) {
        Headers headers = key.isEmpty() ? Headers.of() : Headers.of("x-api-key", key);
        RequestHead head = new RequestHead(method, path, "llm.example", headers);
        assertEquals(status, status(head));
    }

    @ParameterizedTest
    @CsvSource({"k1, 403", "k2, 0", "k3, 401"})
    void upgradesNeedAKeyToo(String key, int status) {
        Headers headers = Headers.of("upgrade", "websocket", "x-api-key", key);
        assertEquals(
                status, status(new RequestHead("GET", "/v1/realtime", "llm.example", headers)));
    }

    private static int status(RequestHead head) {
        List<Effect> effects =
                TestGateway.of(CONFIG).open(path -> "").onRequestHeaders(head, true, 0).effects();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Reply reply) {
                return reply.answer().status();
            }
        }
        return 0;
    }
}
