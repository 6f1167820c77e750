package io.tollgate.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.ScriptedUpstream.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams that Envoy sends more than once, to another place or again, are read as one. */
class SeveralTriesTest {
    private static final String ROUTES =
            """
            - match: {prefix: /start}
              route: {cluster: provider, internal_redirect_policy: {max_internal_redirects: 2, redirect_response_codes: [302, 307]}}
            - match: {prefix: /again}
              route: {cluster: provider, retry_policy: {retry_on: "5xx", num_retries: 3, retry_back_off: {base_interval: 0.01s}}}
            """;
    private static final String BODY =
            "{\"model\":\"gpt-4o\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String ASKING =
            "{\"stream_options\":{\"include_usage\":true}," + BODY.substring(1);
    private static final String SHOWN =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":300,\"completion_tokens\":180,\"total_tokens\":480}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private static Gateway gateway;
    private static int tries;

    @BeforeAll
    static void start() {
        Plan plan = Plan.of("{\"routing\":{\"aliases\":{\"fast\":\"gpt-4o\"}}}").routes(ROUTES);
        gateway = Gateway.without(plan, 1, SeveralTriesTest::provide);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static void provide(Exchange exchange) throws IOException {
        exchange.body();
        if (exchange.path().startsWith("/start")) {
            String host = "http://" + exchange.header("host").orElseThrow();
            exchange.answer(307, Map.of("location", host + Gateway.CHAT), "");
            return;
        }
        if (exchange.path().startsWith("/again") && tries++ < 2) {
            exchange.answer(503, Map.of("content-type", "application/json"), "{}");
            return;
        }
        exchange.startEvents();
        exchange.chunk(SHOWN);
        exchange.chunk(USAGE);
        exchange.chunk(DONE);
        exchange.endChunks();
    }

    private static RealClient.Answer redirected(String body) {
        String path = "/start" + Gateway.CHAT;
        Map<String, String> head = Map.of("content-type", "application/json");
        return RealClient.post(gateway.port(), path, head, body);
    }

    private static long output() {
        return gateway.metric("tokens._provider_=openai;_model_=gpt-4o;_type_=output");
    }

    private static void sentTwice(int before) {
        List<Exchange> seen = gateway.provider().exchanges();
        assertEquals(before + 2, seen.size());
        assertEquals(ASKING, seen.get(before).text());
        assertEquals(ASKING, seen.get(before + 1).text());
    }

    @Test
    void theChunkThatOnlyWeAskedForStaysHidden() {
        int before = gateway.provider().exchanges().size();
        long counted = output();
        assertEquals(SHOWN + DONE, redirected(BODY).text());
        sentTwice(before);
        gateway.await("usage is counted once", () -> output() == counted + 180);
    }

    @Test
    void theChunkThatTheClientAskedForIsShown() {
        int before = gateway.provider().exchanges().size();
        long counted = output();
        assertEquals(SHOWN + USAGE + DONE, redirected(ASKING).text());
        sentTwice(before);
        gateway.await("usage is counted once", () -> output() == counted + 180);
    }

    @Test
    void theModelIsCalledAsTheClientCalledItOnBothWays() {
        int before = gateway.provider().exchanges().size();
        assertEquals(SHOWN + DONE, redirected(BODY.replace("gpt-4o", "fast")).text());
        sentTwice(before);
        for (Exchange seen : gateway.provider().exchanges().subList(before, before + 2)) {
            assertEquals("fast", seen.header("x-ai-eg-model").orElse(""));
        }
        String models = "\"model\":\"gpt-4o\",\"requestedModel\":\"fast\"";
        gateway.await(
                "both passes are reported under both names",
                () ->
                        gateway.envoy().accessLog().stream()
                                        .filter(line -> line.contains(models))
                                        .count()
                                == 2);
    }

    @Test
    void theAnswerOfTheLastTryIsReadAndTheTriesAreReported() {
        int before = gateway.provider().exchanges().size();
        long counted = output();
        String path = "/again" + Gateway.CHAT;
        assertEquals(SHOWN + DONE, RealClient.post(gateway.port(), path, Map.of(), BODY).text());
        List<Exchange> seen = gateway.provider().exchanges();
        assertEquals(before + 3, seen.size());
        for (Exchange exchange : seen.subList(before, before + 3)) {
            assertEquals(ASKING, exchange.text());
        }
        gateway.await("usage is counted once", () -> output() == counted + 180);
        gateway.await(
                "three tries are reported",
                () ->
                        gateway.envoy().accessLog().stream()
                                .anyMatch(
                                        line ->
                                                line.contains("\"attempts\":3")
                                                        && line.contains("\"total\":480")));
    }
}
