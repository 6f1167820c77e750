package io.tollgate.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.testkit.real.Http2Client;
import io.tollgate.testkit.real.Http2Stream;
import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.ScriptedUpstream.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stream is charged and what not, each way that it can end. */
class ChargeCasesTest {
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
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");
    private static final String SAID = "The budget holds, whatever the client does.";
    private static final String PROMPT = "Does the budget hold?";
    private static final String BODY = Words.chat("gpt-4o", "", PROMPT);
    private static final String STREAM = Words.chat("gpt-4o", "\"stream\":true,", PROMPT);
    private static final long ASKED = Words.prompt(PROMPT);

    private static final Map<String, CountDownLatch> ARRIVED = new ConcurrentHashMap<>();
    private static Gateway gateway;
    private static int cases;

    @BeforeAll
    static void start() {
        Plan plan = Plan.of(CONFIG).routes(ROUTES).filters(FILTERS).bufferLimit(32 << 10);
        gateway = Gateway.start(plan, ChargeCasesTest::provide);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static CountDownLatch arrived(String team) {
        return ARRIVED.computeIfAbsent(team, t -> new CountDownLatch(1));
    }

    private static long tries(String team) {
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

    private static void await(CountDownLatch latch) {
        gateway.await("the other side", () -> latch.getCount() == 0);
    }

    private static String team() {
        cases++;
        return "case" + cases;
    }

    private static RealClient.Answer ask(String team, String play, String route, String body) {
        Map<String, String> head = Map.of("x-team", team, "x-play", play, "x-route", route);
        return RealClient.post(gateway.port(), Gateway.CHAT, head, body);
    }

    /**
     * The case's counter, and that it took one call or none: a charge that is sent after it has
     * landed when this looks.
     */
    private static void assertCharged(String team, long expected, long callsBefore) {
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

    private static long calls() {
        return gateway.metric("charges._outcome_=");
    }

    @ParameterizedTest
    @CsvSource({"200", "400", "500", "503"})
    void usageIsChargedWhateverTheStatus(int status) {
        String team = team();
        long before = calls();
        assertEquals(
                status, ask(team, new Play("json", 11, 0, 5, status).header(), "", BODY).status());
        assertCharged(team, 16, before);
    }

    @ParameterizedTest
    @CsvSource({"302", "400", "404", "429", "500", "503"})
    void nothingIsChargedForAnErrorWithoutUsage(int status) {
        String team = team();
        long before = calls();
        Play play = new Play("error", 0, 0, 0, status);
        assertEquals(status, ask(team, play.header(), "", BODY).status());
        assertCharged(team, 0, before);
    }

    @Test
    void anAnswerWithoutUsageIsEstimated() {
        String team = team();
        long before = calls();
        assertEquals(200, ask(team, "untold", "", BODY).status());
        assertCharged(team, ASKED + Words.tokens(SAID), before);
    }

    @Test
    void aConnectionThatCannotBeMadeIsFree() {
        String team = team();
        long before = calls();
        assertEquals(503, ask(team, "nothing", "dead", BODY).status());
        assertCharged(team, 0, before);
    }

    @Test
    void whatWeRefuseIsFree() {
        String team = team();
        long before = calls();
        String large = Words.chat("gpt-4o", "\"max_tokens\":2000000,", PROMPT);
        assertEquals(429, ask(team, "nothing", "", large).status());
        assertCharged(team, 0, before);
    }

    @ParameterizedTest
    @CsvSource({"fault, 403", "direct, 418"})
    void anAnswerOfEnvoyOrAnotherFilterIsFree(String route, int status) {
        String team = team();
        long before = calls();
        assertEquals(status, ask(team, "nothing", route, BODY).status());
        assertCharged(team, 0, before);
    }

    @Test
    void aTimeoutBeforeTheAnswerIsFree() {
        String team = team();
        long before = calls();
        assertEquals(504, ask(team, "nothing", "slow", BODY).status());
        assertCharged(team, 0, before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "idle"})
    void aTimeoutInsideTheAnswerIsChargedWhatCame(String route) {
        String team = team();
        long before = calls();
        try (RealClient client = RealClient.connect(gateway.port())) {
            send(client, team, "some", route, STREAM);
            assertEquals(200, client.readHead().status());
            assertCharged(team, ASKED + Words.tokens(SAID), before);
        }
    }

    private static void send(
            RealClient client, String team, String play, String route, String body) {
        Map<String, String> head = new LinkedHashMap<>(JSON);
        head.putAll(Map.of("x-team", team, "x-play", play, "x-route", route));
        head.put("content-length", String.valueOf(body.length()));
        client.sendHead("POST", Gateway.CHAT, head);
        client.send(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aResetInsideTheAnswerIsChargedWhatCame() {
        String team = team();
        long before = calls();
        try (RealClient client = RealClient.connect(gateway.port())) {
            send(client, team, "reset", "", STREAM);
            assertEquals(200, client.readHead().status());
            client.readChunk();
            arrived(team + " read some").countDown();
            assertCharged(team, ASKED + Words.tokens(SAID), before);
        }
    }

    @Test
    void aResetBeforeTheAnswerIsFree() {
        String team = team();
        long before = calls();
        assertEquals(503, ask(team, "early reset", "", BODY).status());
        assertCharged(team, 0, before);
    }

    @Test
    void whoLeavesBeforeTheAnswerPaysThePrompt() {
        String team = team();
        long before = calls();
        try (RealClient client = RealClient.connect(gateway.port())) {
            send(client, team, "nothing", "", STREAM);
            await(arrived(team));
        }
        assertCharged(team, ASKED, before);
    }

    @Test
    void whoResetsItsHttp2StreamBeforeTheAnswerPaysThePrompt() {
        String team = team();
        long before = calls();
        Map<String, String> head = new LinkedHashMap<>(JSON);
        head.putAll(Map.of("x-team", team, "x-play", "nothing"));
        try (Http2Client client = Http2Client.connect(gateway.port())) {
            Http2Stream stream = client.open("POST", Gateway.CHAT, head, false);
            stream.data(STREAM, true);
            await(arrived(team));
            stream.reset(8);
            assertCharged(team, ASKED, before);
        }
    }

    @Test
    void retriesByEnvoyAreChargedOnce() {
        String team = team();
        long before = calls();
        assertEquals(200, ask(team, "flaky", "retry", BODY).status());
        assertEquals(3, tries(team));
        assertCharged(team, 16, before);
    }

    @Test
    void anInternalRedirectIsChargedOnce() {
        String team = team();
        long before = calls();
        assertEquals(200, ask(team, "redirect", "redirect", BODY).status());
        assertEquals(2, tries(team));
        assertCharged(team, 16, before);
    }

    @ParameterizedTest
    @CsvSource({"100000", "3000000"})
    void aBodyAboveTheBufferLimitIsCharged(int size) {
        String team = team();
        long before = calls();
        String large = Words.chat("gpt-4o", "", "x".repeat(size));
        assertEquals(200, ask(team, Play.json(11, 5).header(), "", large).status());
        assertCharged(team, 16, before);
    }

    @Test
    void aBodyAboveOurOwnLimitIsRefusedAndFree() {
        String team = team();
        long before = calls();
        String large = Words.chat("gpt-4o", "", "x".repeat(11 << 20));
        int status;
        try {
            status = ask(team, "nothing", "", large).status();
        } catch (java.io.UncheckedIOException e) {
            status = 413; // Envoy closed while this client still wrote
        }
        assertEquals(413, status);
        assertCharged(team, 0, before);
        assertEquals(0, tries(team));
    }
}
