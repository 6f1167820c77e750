package io.tollgate.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Http2Client;
import io.tollgate.testkit.real.Http2Stream;
import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.ScriptedUpstream.Exchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that hang up at random points of their streams: every one is charged what it got. */
class HangUpTest {
    private static final int STREAMS = 500;
    private static final int CLIENTS = 10;
    private static final int LONGEST = 150;
    private static final long CANCEL = 8;
    private static final double ERROR = 0.02;
    private static final String CONFIG =
            """
            {"rateLimit": {"cluster": "ratelimit", "timeout": "20s"},
             "limits": [{"name": "tokens", "descriptor": [{"key": "all", "value": "1"}],
                         "quota": {"amount": 2000000000, "per": "year"}}]}
            """;

    /** One stream: what is asked, and what is said before the client has had enough. */
    private static final class Talk {
        final String prompt;
        final List<String> pieces;
        final boolean torn;
        final boolean silent;
        final CountDownLatch arrived = new CountDownLatch(1);
        private int bytes;

        Talk(Random random) {
            prompt = Words.some(random, 5 + random.nextInt(100));
            silent = random.nextInt(25) == 0;
            pieces = silent ? List.of() : Words.pieces(random, random.nextInt(LONGEST));
            torn = random.nextInt(3) == 0;
            pieces.forEach(piece -> bytes += Play.delta(piece).length());
        }

        long tokens() {
            return Words.prompt(prompt) + Words.tokens(String.join("", pieces));
        }

        void play(Exchange exchange) throws IOException {
            exchange.body();
            arrived.countDown();
            if (!silent) {
                exchange.startEvents();
                for (int i = 0; i < pieces.size(); i++) {
                    boolean last = i == pieces.size() - 1;
                    exchange.chunk(
                            Play.delta(pieces.get(i))
                                    + (last && torn ? "data: {\"choices\":[{\"in" : ""));
                }
            }
            exchange.awaitHangUp();
        }

        void awaitArrival() {
            try {
                assertTrue(arrived.await(30, TimeUnit.SECONDS), "the provider saw nothing");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/2"})
    void everyStreamIsChargedWhatTheProviderHadProduced(String protocol) {
        long seed = Long.getLong("proofs.seed", System.nanoTime());
        System.out.println("hang-ups over " + protocol + ", -Dproofs.seed=" + seed);
        Random random = new Random(seed);
        List<Talk> talks = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            talks.add(new Talk(random));
        }
        try (Gateway gateway =
                Gateway.start(Plan.of(CONFIG).workers(2), exchange -> talkOf(exchange, talks))) {
            Crowd.run(CLIENTS, client -> () -> talk(gateway, protocol, client, talks));
            Await.until("all are logged", () -> gateway.envoy().accessLog().size() == STREAMS);
            List<String> free =
                    gateway.envoy().accessLog().stream()
                            .filter(line -> line.contains("\"total\":0,"))
                            .toList();
            assertEquals(List.of(), free, "these were charged nothing, seed " + seed);
            gateway.await("charges", () -> gateway.metric("charges._outcome_=ok") == STREAMS);
            long charged = gateway.service().counter("llm_all_1_limit_tokens");
            long produced = talks.stream().mapToLong(Talk::tokens).sum();
            System.out.println("produced " + produced + " tokens, charged " + charged);
            assertTrue(
                    Math.abs(charged - produced) <= produced * ERROR,
                    () -> charged + " charged of " + produced + ", seed " + seed);
        }
    }

    private static void talkOf(Exchange exchange, List<Talk> talks) throws IOException {
        talks.get(Integer.parseInt(exchange.header("x-talk").orElseThrow())).play(exchange);
    }

    private static int talk(Gateway gateway, String protocol, int client, List<Talk> talks) {
        for (int i = client; i < STREAMS; i += CLIENTS) {
            Talk talk = talks.get(i);
            String body = Words.chat("gpt-4o", "\"stream\":true,", talk.prompt);
            Map<String, String> head =
                    Map.of(
                            "x-talk", String.valueOf(i),
                            "content-type", "application/json",
                            "content-length", String.valueOf(body.length()));
            if (protocol.equals("HTTP/2")) {
                http2(gateway.port(), talk, head, body, i % 2 == 0);
            } else {
                http1(gateway.port(), talk, head, body, i % 2 == 0);
            }
        }
        return client;
    }

    private static void http1(
            int port, Talk talk, Map<String, String> head, String body, boolean politely) {
        RealClient client = RealClient.connect(port);
        client.sendHead("POST", Gateway.CHAT, head);
        client.send(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        talk.awaitArrival();
        if (!talk.silent) {
            assertEquals(200, client.readHead().status());
            int read = 0;
            while (read < talk.bytes) {
                Optional<String> chunk = client.readChunk();
                read += chunk.orElseThrow().length();
            }
        }
        if (politely) {
            client.close();
        } else {
            client.reset();
        }
    }

    private static void http2(
            int port, Talk talk, Map<String, String> head, String body, boolean politely) {
        try (Http2Client client = Http2Client.connect(port)) {
            Http2Stream stream = client.open("POST", Gateway.CHAT, head, false);
            stream.data(body, true);
            talk.awaitArrival();
            int read = 0;
            boolean answered = talk.silent;
            while (!answered || read < talk.bytes) {
                Http2Stream.Frame frame = stream.next();
                answered = true;
                read += frame instanceof Http2Stream.Frame.Data data ? data.text().length() : 0;
            }
            if (politely) {
                stream.reset(CANCEL);
                // The reset is on the wire before the connection closes: one at a time is enough.
            }
        }
    }
}
