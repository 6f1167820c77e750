package io.tollgate.configs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Gate;
import io.tollgate.testkit.real.Http2Client;
import io.tollgate.testkit.real.Http2Stream;
import io.tollgate.testkit.real.Launch;
import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.RealEnvoy;
import io.tollgate.testkit.real.RealRateLimitService;
import io.tollgate.testkit.real.ScriptedUpstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that leave are charged, whichever protocol they speak and however they go. */
class HangUpTest {
    private static final long CANCEL = 8;
    private static final String PATH = "/v1/chat/completions";
    private static final String STREAM =
            Answers.chat("gpt-4o").replace("\"messages\"", "\"stream\":true,\"messages\"");
    private static final Gate END = new Gate();

    private static ScriptedUpstream upstream;
    private static RealRateLimitService service;
    private static RealEnvoy envoy;

    @BeforeAll
    static void start() {
        upstream = ScriptedUpstream.start(HangUpTest::play);
        service = RealRateLimitService.start("domain: llm\n");
        EnvoyConfig config =
                EnvoyConfig.load("limit.yaml").cluster("ratelimit", service.grpcPort());
        String text = config.cluster("provider", upstream.port()).text();
        String said = "%RESPONSE_CODE%";
        envoy =
                Launch.of(text.replace(said, said + " %REQ(x-user)% %RESPONSE_CODE_DETAILS%"))
                        .start();
    }

    /** Answers a stream with its first words, and anything else not at all. */
    private static void play(ScriptedUpstream.Exchange exchange) throws IOException {
        if (exchange.text().contains("\"stream\":true")) {
            exchange.startEvents();
            exchange.chunk(
                    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one two three\"}}]}\n\n");
        }
        END.pass();
    }

    @AfterAll
    static void stop() {
        END.open();
        envoy.close();
        service.close();
        upstream.close();
    }

    @Test
    void beforeTheAnswer() {
        try (RealClient client = send("h1-early", Answers.chat("gpt-4o"))) {
            awaitUpstream("h1-early");
            client.reset();
        }
        isCharged("h1-early", "\"output\":0");
    }

    @Test
    void inTheMiddleOfAStream() {
        try (RealClient client = send("h1-late", STREAM)) {
            client.readHead();
            client.readChunk();
            client.reset();
        }
        isCharged("h1-late", "\"output\":3");
    }

    @Test
    void beforeTheAnswerOverHttp2() {
        try (Http2Client client = Http2Client.connect(envoy.port("gateway"))) {
            Http2Stream stream = open(client, "h2-early", Answers.chat("gpt-4o"));
            awaitUpstream("h2-early");
            stream.reset(CANCEL);
            isCharged("h2-early", "\"output\":0");
        }
    }

    @Test
    void inTheMiddleOfAStreamOverHttp2() {
        try (Http2Client client = Http2Client.connect(envoy.port("gateway"))) {
            Http2Stream stream = open(client, "h2-late", STREAM);
            awaitWords(stream);
            stream.reset(CANCEL);
            isCharged("h2-late", "\"output\":3");
        }
    }

    @Test
    void withTheWholeHttp2Connection() {
        try (Http2Client client = Http2Client.connect(envoy.port("gateway"))) {
            open(client, "h2-closed", Answers.chat("gpt-4o"));
            awaitUpstream("h2-closed");
        }
        isCharged("h2-closed", "\"output\":0");
    }

    private static RealClient send(String user, String body) {
        RealClient client = RealClient.connect(envoy.port("gateway"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String length = Integer.toString(bytes.length);
        client.sendHead(
                "POST",
                PATH,
                Map.of(
                        "x-user",
                        user,
                        "content-type",
                        "application/json",
                        "content-length",
                        length));
        client.send(bytes);
        return client;
    }

    private static Http2Stream open(Http2Client client, String user, String body) {
        Map<String, String> headers = Map.of("x-user", user, "content-type", "application/json");
        Http2Stream stream = client.open("POST", PATH, headers, false);
        stream.data(body, true);
        return stream;
    }

    private static void awaitWords(Http2Stream stream) {
        while (!(stream.next() instanceof Http2Stream.Frame.Data data
                && data.text().contains("three"))) {
            // headers, or less than the whole event
        }
    }

    private static void awaitUpstream(String user) {
        Await.until(
                "the provider has the request of " + user,
                () ->
                        upstream.exchanges().stream()
                                .anyMatch(e -> e.header("x-user").orElse("").equals(user)));
    }

    private static void isCharged(String user, String output) {
        String key = "llm_user_" + user + "_model_gpt-4o_limit_tokens-per-hour";
        try {
            Await.until(user + " is charged", () -> service.counter(key) > 0);
        } catch (AssertionError e) {
            throw new AssertionError(user + " was not charged: " + envoy.accessLog(), e);
        }
        Await.until(user + " is in the log", () -> line(user).isPresent());
        String line = line(user).get();
        assertTrue(line.contains(output + ","), line);
        assertTrue(line.contains("\"status\":\"estimated\",\"ended\":\"disconnect\""), line);
    }

    private static Optional<String> line(String user) {
        return envoy.accessLog().stream().filter(l -> l.contains(" " + user + " ")).findAny();
    }
}
