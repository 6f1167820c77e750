package io.tollgate.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.ScriptedUpstream.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A gateway with a provider and routes for each way that a stream can end. */
final class ChargeCases {
    private static final String CONFIG =
            """
            {"rateLimit": {"cluster": "ratelimit", "timeout": "20s"},
             "limits": [{"name": "tokens", "descriptor": [{"key": "team", "header": "x-team"}],
                         "quota": {"amount": 1000000, "per": "year"}}]}
            """;
    private static final String ROUTES =
            """
            - {match: {prefix: /, headers: [{name: x-route, string_match: {exact: dead}}]}, route: {cluster: dead}}
            - {match: {prefix: /, headers: [{name: x-route, string_match: {exact: slow}}]}, route: {cluster: provider, timeout: 0.3s}}
            - {match: {prefix: /, headers: [{name: x-route, string_match: {exact: idle}}]}, route: {cluster: provider, timeout: 0s, idle_timeout: 0.3s}}
            - {match: {prefix: /, headers: [{name: x-route, string_match: {exact: retry}}]}, route: {cluster: provider, retry_policy: {retry_on: 5xx, num_retries: 3}}}
            - {match: {prefix: /, headers: [{name: x-route, string_match: {exact: direct}}]}, direct_response: {status: 418, body: {inline_string: "no"}}}
            - match: {prefix: /, headers: [{name: x-route, string_match: {exact: redirect}}]}
              route: {cluster: provider, internal_redirect_policy: {max_internal_redirects: 1, redirect_response_codes: [302, 307]}}
            """;
    private static final String FILTERS =
            """
            - name: fault
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault
                abort: {http_status: 403, percentage: {numerator: 100}}
                headers: [{name: x-route, string_match: {exact: fault}}]
            """;
    static final Map<String, String> JSON = Map.of("content-type", "application/json");
    static final String SAID = "The budget holds, whatever the client does.";
    static final String PROMPT = "Does the budget hold?";
    static final String BODY = Words.chat("gpt-4o", "", PROMPT);
    static final String STREAM = Words.chat("gpt-4o", "\"stream\":true,", PROMPT);
    static final long ASKED = Words.prompt(PROMPT);

    private static final Map<String, CountDownLatch> ARRIVED = new ConcurrentHashMap<>();
    private static Gateway gateway;
    private static int cases;

    private ChargeCases() {}

    static void start() {
        Plan plan = Plan.of(CONFIG).routes(ROUTES).filters(FILTERS).bufferLimit(32 << 10);
        gateway = Gateway.start(plan, ChargeCases::provide);
    }

    static int port() {
        return gateway.port();
    }

    static void stop() {
        gateway.close();
    }

    static CountDownLatch arrived(String team) {
        return ARRIVED.computeIfAbsent(team, t -> new CountDownLatch(1));
    }

    static long tries(String team) {
        return gateway.provider().exchanges().stream()
                .filter(e -> e.header("x-team").orElse("").equals(team))
                .count();
    }

    private static void provide(Exchange exchange) throws IOException {
        exchange.body();
        String team = exchange.header("x-team").orElseThrow();
        arrived(team).countDown();
        String play = exchange.header("x-play").orElseThrow();
        switch (play) {
            case "nothing" -> exchange.awaitHangUp();
            case "some" -> {
                exchange.startEvents();
                exchange.chunk(Play.delta(SAID));
                exchange.awaitHangUp();
            }
            case "reset" -> {
                exchange.startEvents();
                exchange.chunk(Play.delta(SAID));
                arrived(team + " has some").countDown();
                await(arrived(team + " read some"));
                exchange.reset();
            }
            case "early reset" -> exchange.reset();
            case "untold" -> exchange.answer(200, JSON, untold());
            case "redirect" -> redirect(exchange, tries(team));
            case "flaky" -> flaky(exchange, tries(team));
            default -> Play.parse(play).answer(exchange);
        }
    }

    private static String untold() {
        return "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + SAID
                + "\"},\"finish_reason\":\"stop\"}]}";
    }

    private static void redirect(Exchange exchange, long tries) throws IOException {
        if (tries == 1) {
            String host = "http://" + exchange.header("host").orElseThrow();
            exchange.answer(302, Map.of("location", host + Gateway.CHAT), "");
        } else {
            Play.json(11, 5).answer(exchange);
        }
    }

    private static void flaky(Exchange exchange, long tries) throws IOException {
        if (tries < 3) {
            exchange.answer(503, JSON, "{}");
        } else {
            Play.json(11, 5).answer(exchange);
        }
    }

    static void await(CountDownLatch latch) {
        gateway.await("the other side", () -> latch.getCount() == 0);
    }

    static String team() {
        cases++;
        return "case" + cases;
    }

    static RealClient.Answer ask(String team, String play, String route, String body) {
        Map<String, String> head = Map.of("x-team", team, "x-play", play, "x-route", route);
        return RealClient.post(gateway.port(), Gateway.CHAT, head, body);
    }

    /**
     * The case's counter, and that it took one call or none: a charge that is sent after it has
     * landed when this looks.
     */
    static void assertCharged(String team, long expected, long callsBefore) {
        String key = "llm_team_" + team + "_limit_tokens";
        if (expected > 0) {
            gateway.awaitCounter(key, expected);
        }
        String after = "after-" + team;
        ask(after, Play.json(1, 1).header(), "", BODY);
        gateway.awaitCounter("llm_team_" + after + "_limit_tokens", 2);
        assertEquals(expected, gateway.service().counter(key), gateway::toString);
        long calls = callsBefore + (expected > 0 ? 2 : 1);
        gateway.await(calls + " charges", () -> calls() == calls);
    }

    static long calls() {
        return gateway.metric("charges._outcome_=");
    }

    static void send(RealClient client, String team, String play, String route, String body) {
        Map<String, String> head = new LinkedHashMap<>(JSON);
        head.putAll(Map.of("x-team", team, "x-play", play, "x-route", route));
        head.put("content-length", String.valueOf(body.length()));
        client.sendHead("POST", Gateway.CHAT, head);
        client.send(body.getBytes(StandardCharsets.UTF_8));
    }
}
