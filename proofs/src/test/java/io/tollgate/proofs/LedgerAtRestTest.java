package io.tollgate.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Http2Client;
import io.tollgate.testkit.real.Http2Stream;
import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.ScriptedUpstream.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * When nothing is in flight the ledger says so: a request for all that is left passes, and would
 * not if one earlier request were still noted.
 */
class LedgerAtRestTest {
    private static final long BUDGET = 2_000_000;
    private static final long DECLARED = 1000;
    private static final long PROMPT_ROOM = 45;
    private static final int REQUESTS = 300;
    private static final int CLIENTS = 10;
    private static final String KEY = "llm_team_t_limit_tokens";
    private static final String CONFIG =
            """
            {"rateLimit": {"cluster": "ratelimit", "timeout": "20s"},
             "limits": [{"name": "tokens", "descriptor": [{"key": "team", "header": "x-team"}],
                         "quota": {"amount": 2000000, "per": "year"}}]}
            """;

    private static String body(long maximum) {
        return Words.chat("gpt-4o", "\"stream\":true,\"max_tokens\":" + maximum + ",", "Hello");
    }

    private static void provide(Exchange exchange) throws IOException {
        exchange.body();
        String play = exchange.header("x-play").orElseThrow();
        switch (play) {
            case "hang" -> exchange.awaitHangUp();
            case "some" -> {
                exchange.startEvents();
                exchange.chunk(Play.delta("some text"));
                exchange.awaitHangUp();
            }
            case "reset" -> exchange.reset();
            case "late reset" -> {
                exchange.startEvents();
                exchange.chunk(Play.delta("some text"));
                exchange.reset();
            }
            default -> Play.parse(play).answer(exchange);
        }
    }

    /** What is left once every charge has landed. */
    private static long left(Gateway gateway) {
        return BUDGET - gateway.service().counter(KEY);
    }

    private static boolean allThatIsLeftFits(Gateway gateway) {
        Play play = new Play("error", 0, 0, 0, 500); // costs nothing
        String all = body(left(gateway) - PROMPT_ROOM);
        return gateway.chat("t", play.header(), all).status() == 500;
    }

    private static Map<String, String> head(String play, String body) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("x-team", "t");
        head.put("x-play", play);
        head.put("content-type", "application/json");
        head.put("content-length", String.valueOf(body.length()));
        return head;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void afterHangUpsResetsAndErrors(int workers) {
        long seed = Long.getLong("proofs.seed", System.nanoTime());
        System.out.println("ledger at rest, -Dproofs.seed=" + seed);
        Plan plan = Plan.of(CONFIG).workers(workers);
        try (Gateway gateway = Gateway.start(plan, LedgerAtRestTest::provide)) {
            Crowd.run(
                    CLIENTS,
                    client ->
                            () -> {
                                Random random = new Random(seed + client);
                                for (int i = client; i < REQUESTS; i += CLIENTS) {
                                    one(gateway, random);
                                }
                                return client;
                            });
            Await.until("all have ended", () -> gateway.envoy().accessLog().size() == REQUESTS);
            gateway.await("all that is left fits", () -> allThatIsLeftFits(gateway));
        }
    }

    private static void one(Gateway gateway, Random random) {
        List<String> plays =
                List.of(
                        "hang",
                        "some",
                        "reset",
                        "late reset",
                        new Play("stream", 9, 0, 20, 200).header(),
                        new Play("json", 9, 0, 20, 200).header(),
                        new Play("error", 0, 0, 0, 500).header());
        String play = plays.get(random.nextInt(plays.size()));
        boolean waits = !play.equals("hang") && random.nextInt(4) > 0;
        if (random.nextBoolean()) {
            http1(gateway, play, waits);
        } else {
            http2(gateway, play, waits);
        }
    }

    private static void http1(Gateway gateway, String play, boolean waits) {
        try (RealClient client = RealClient.connect(gateway.port())) {
            client.sendHead("POST", Gateway.CHAT, head(play, body(DECLARED)));
            client.send(body(DECLARED).getBytes(StandardCharsets.UTF_8));
            if (waits) {
                client.readHead();
            }
            client.reset();
        }
    }

    private static void http2(Gateway gateway, String play, boolean waits) {
        try (Http2Client client = Http2Client.connect(gateway.port())) {
            Map<String, String> head = head(play, body(DECLARED));
            Http2Stream stream = client.open("POST", Gateway.CHAT, head, false);
            stream.data(body(DECLARED), true);
            if (waits) {
                stream.next();
            }
        }
    }

    /** The VM traps in one stream, and takes all its streams with it. */
    @Test
    void afterTheDeathOfAVm() throws IOException {
        Path folder = Files.createTempDirectory("broken");
        Path module = BrokenModule.trapIn("proxy_on_request_trailers", folder);
        try (Gateway gateway =
                Gateway.start(Plan.of(CONFIG).module(module), LedgerAtRestTest::provide)) {
            gateway.await("the gateway works", () -> allThatIsLeftFits(gateway));
            try (RealClient one = RealClient.connect(gateway.port());
                    RealClient two = RealClient.connect(gateway.port())) {
                for (RealClient client : List.of(one, two)) {
                    client.sendHead("POST", Gateway.CHAT, head("some", body(DECLARED)));
                    client.send(body(DECLARED).getBytes(StandardCharsets.UTF_8));
                    assertEquals(200, client.readHead().status());
                }
                assertTrue(!allThatIsLeftFits(gateway), "two are in flight");
                kill(gateway);
                gateway.await(
                        "what the dead VM had in flight is given back",
                        () -> allThatIsLeftFits(gateway));
            }
        }
    }

    private static void kill(Gateway gateway) {
        try (Http2Client client = Http2Client.connect(gateway.port())) {
            String play = new Play("error", 0, 0, 0, 500).header();
            Map<String, String> head = new LinkedHashMap<>(head(play, body(1)));
            head.remove("content-length");
            Http2Stream stream = client.open("POST", Gateway.CHAT, head, false);
            stream.data(body(1), false);
            stream.headers(Map.of("x-trailer", "1"), true);
            gateway.await(
                    "the VM is dead",
                    () -> gateway.envoy().log().toString().contains("unreachable"));
        }
    }
}
