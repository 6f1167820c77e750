package io.tollgate.proofs;

import static io.tollgate.proofs.ChargeCases.ASKED;
import static io.tollgate.proofs.ChargeCases.BODY;
import static io.tollgate.proofs.ChargeCases.JSON;
import static io.tollgate.proofs.ChargeCases.PROMPT;
import static io.tollgate.proofs.ChargeCases.SAID;
import static io.tollgate.proofs.ChargeCases.STREAM;
import static io.tollgate.proofs.ChargeCases.arrived;
import static io.tollgate.proofs.ChargeCases.ask;
import static io.tollgate.proofs.ChargeCases.assertCharged;
import static io.tollgate.proofs.ChargeCases.await;
import static io.tollgate.proofs.ChargeCases.calls;
import static io.tollgate.proofs.ChargeCases.port;
import static io.tollgate.proofs.ChargeCases.send;
import static io.tollgate.proofs.ChargeCases.team;
import static io.tollgate.proofs.ChargeCases.tries;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.testkit.real.Http2Client;
import io.tollgate.testkit.real.Http2Stream;
import io.tollgate.testkit.real.RealClient;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stream is charged and what not, each way that it can end. */
class ChargeCasesTest {
    @BeforeAll
    static void start() {
        ChargeCases.start();
    }

    @AfterAll
    static void stop() {
        ChargeCases.stop();
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
        try (RealClient client = RealClient.connect(port())) {
            send(client, team, "some", route, STREAM);
            assertEquals(200, client.readHead().status());
            assertCharged(team, ASKED + Words.tokens(SAID), before);
        }
    }

    @Test
    void aResetInsideTheAnswerIsChargedWhatCame() {
        String team = team();
        long before = calls();
        try (RealClient client = RealClient.connect(port())) {
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
        try (RealClient client = RealClient.connect(port())) {
            send(client, team, "nothing", "", STREAM);
            await(arrived(team));
        }
        assertCharged(team, ASKED, before);
    }

    @Test
    void whoLeavesBeforeTheRequestHasGoneOnIsFree() {
        String team = team();
        long before = calls();
        Map<String, String> head = new LinkedHashMap<>(JSON);
        head.putAll(Map.of("x-team", team, "x-play", "nothing"));
        head.put("content-length", String.valueOf(BODY.length()));
        try (RealClient client = RealClient.connect(port())) {
            client.sendHead("POST", Gateway.CHAT, head);
            client.send(BODY.substring(0, 9).getBytes(StandardCharsets.UTF_8));
        }
        assertCharged(team, 0, before);
        assertEquals(0, tries(team));
    }

    @Test
    void countingTokensIsFree() {
        String team = team();
        long before = calls();
        Map<String, String> head = Map.of("x-team", team, "x-play", Play.json(11, 5).header());
        String path = "/v1/messages/count_tokens";
        assertEquals(200, RealClient.post(port(), path, head, BODY).status());
        assertEquals(1, tries(team));
        assertCharged(team, 0, before);
    }

    @Test
    void whoResetsItsHttp2StreamBeforeTheAnswerPaysThePrompt() {
        String team = team();
        long before = calls();
        Map<String, String> head = new LinkedHashMap<>(JSON);
        head.putAll(Map.of("x-team", team, "x-play", "nothing"));
        try (Http2Client client = Http2Client.connect(port())) {
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
