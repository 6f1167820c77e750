package io.tollgate.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tollgate.testkit.real.Http2Client;
import io.tollgate.testkit.real.Http2Stream;
import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.RealStore;
import io.tollgate.testkit.real.ScriptedUpstream.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After thousands of mixed requests every counter in the store is the sum of what was used. */
class ExactCountersTest {
    private static final int CLIENTS = 12;
    private static final int EACH = 250;
    private static final int KINDS = 9;
    private static final String CONFIG =
            """
            {"rateLimit": {"cluster": "ratelimit", "timeout": "20s"},
             "limits": [
              {"name": "tokens", "descriptor": [{"key": "team", "header": "x-team"}, {"key": "model", "source": "model"}],
               "quota": {"amount": 2000000000, "per": "year"}},
              {"name": "requests", "descriptor": [{"key": "team", "header": "x-team"}], "count": "requests",
               "quota": {"amount": 2000000000, "per": "year"}},
              {"name": "money", "descriptor": [{"key": "team", "header": "x-team"}],
               "count": {"input": 1, "cachedInput": 0.5, "output": 4}, "quota": {"amount": 2000000000, "per": "year"}},
              {"name": "prompts", "descriptor": [{"key": "operation", "source": "operation"}], "count": "input",
               "when": {"models": ["claude*"]}, "quota": {"amount": 2000000000, "per": "year"}}]}
            """;

    private final Map<String, AtomicLong> expected = new ConcurrentHashMap<>();
    private final AtomicLong charges = new AtomicLong();

    @ParameterizedTest
    @CsvSource({"redis, 1", "redis, 2", "miniredis, 2"})
    void everyCounterIsTheSumOfWhatTheProviderSaid(String store, int workers) {
        RealStore counters = store.equals("redis") ? RealStore.start() : RealStore.startMini();
        try (Gateway gateway =
                Gateway.start(
                        Plan.of(CONFIG).workers(workers), counters, ExactCountersTest::provide)) {
            Crowd.run(CLIENTS, client -> () -> ask(gateway.port(), client));
            Map<String, Long> wanted = new TreeMap<>();
            expected.forEach((key, sum) -> wanted.put(key, sum.get()));
            gateway.await(
                    "counters are " + wanted,
                    () -> gateway.metric("charges._outcome_=ok") == charges.get());
            Map<String, Long> found = new TreeMap<>();
            gateway.service()
                    .counters()
                    .forEach(
                            (key, value) ->
                                    found.merge(
                                            key.substring(0, key.lastIndexOf('_')),
                                            value,
                                            Long::sum));
            found.values().removeIf(value -> value == 0); // looked at, never charged
            assertEquals(wanted, found);
            assertEquals(CLIENTS * EACH, gateway.provider().exchanges().size());
            assertEquals(0, gateway.metric("dropped") + gateway.metric("panics"));
        }
    }

    private static void provide(Exchange exchange) throws IOException {
        exchange.body();
        Play.parse(exchange.header("x-play").orElseThrow()).answer(exchange);
    }

    private void add(String key, long units) {
        if (units > 0) {
            expected.computeIfAbsent(key, k -> new AtomicLong()).addAndGet(units);
        }
    }

    private void expect(String team, String model, Play play) {
        String prefix = "llm_team_" + team;
        add(prefix + "_limit_requests", 1);
        if (play.total() == 0) {
            return;
        }
        charges.incrementAndGet();
        add(prefix + "_model_" + model + "_limit_tokens", play.total());
        long doubled = 2 * (play.input() - play.cached()) + play.cached() + 8 * play.output();
        add(prefix + "_limit_money", (doubled + 1) / 2);
        if (model.startsWith("claude")) {
            add("llm_operation_messages_limit_prompts", play.input());
        }
    }

    private int ask(int port, int client) {
        if (client % 2 == 0) {
            try (RealClient connection = RealClient.connect(port)) {
                for (int i = 0; i < EACH; i++) {
                    http1(connection, client * EACH + i);
                }
            }
        } else {
            try (Http2Client connection = Http2Client.connect(port)) {
                for (int i = 0; i < EACH; i++) {
                    http2(connection, client * EACH + i);
                }
            }
        }
        return client;
    }

    /** One of the kinds of requests, with what must come of it. */
    private record Request(int kind, String path, Map<String, String> head, String body) {
        int status() {
            return kind == 5 ? 429 : kind == 6 ? 500 : kind == 8 ? 404 : 200;
        }

        void check(int answered, String text) {
            assertEquals(status(), answered, text);
            if (kind == 1) {
                assertFalse(text.contains("usage"), "what only we asked for is shown: " + text);
            }
        }
    }

    private Request request(int number) {
        int kind = number % KINDS;
        long input = 5L + number % 97;
        long cached = kind == 7 ? input / 3 : 0;
        String name = kind == 5 || kind == 8 ? "error" : kind == 0 || kind > 5 ? "json" : "stream";
        name = kind == 3 || kind == 6 ? "json" : name;
        int status = kind == 5 ? 429 : kind == 6 ? 500 : kind == 8 ? 404 : 200;
        Play play = new Play(name, input, cached, 1 + number % 61, status);
        boolean anthropic = kind == 3 || kind == 4;
        String model = anthropic ? "claude-sonnet-4-5" : number % 2 == 0 ? "gpt-4o" : "o3-mini";
        String team = "t" + number % 5;
        expect(team, model, play);
        String stream = name.equals("stream") ? "\"stream\":true," : "";
        String asked = kind == 2 ? "\"stream_options\":{\"include_usage\":true}," : "";
        String text = kind == 7 ? "long text ".repeat(2000) : "Hello there " + number;
        Map<String, String> head = new LinkedHashMap<>();
        head.put("x-team", team);
        head.put("x-play", play.header());
        head.put("content-type", "application/json");
        return new Request(
                kind,
                anthropic ? "/v1/messages" : Gateway.CHAT,
                head,
                Words.chat(model, "\"max_tokens\":50," + stream + asked, text));
    }

    private void http1(RealClient connection, int number) {
        Request request = request(number);
        Map<String, String> head = new LinkedHashMap<>(request.head());
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        if (number % 4 == 0) {
            head.put("transfer-encoding", "chunked");
            connection.sendHead("POST", request.path(), head);
            connection.sendChunk(request.body().substring(0, 20));
            connection.sendChunk(request.body().substring(20));
            connection.endChunks();
        } else {
            head.put("content-length", String.valueOf(body.length));
            connection.sendHead("POST", request.path(), head);
            connection.send(body);
        }
        RealClient.Answer answer = connection.readAnswer();
        request.check(answer.status(), answer.text());
    }

    private void http2(Http2Client connection, int number) {
        Request request = request(number);
        String body = request.body();
        // Behind a body that is large, or may be by its head, trailers are refused, as documented.
        boolean trailers = number % 4 == 1 && request.kind() != 7;
        Map<String, String> head = new LinkedHashMap<>(request.head());
        if (trailers) {
            head.put("content-length", String.valueOf(body.length()));
        }
        Http2Stream stream = connection.open("POST", request.path(), head, false);
        stream.data(body.substring(0, body.length() / 2), false);
        stream.data(body.substring(body.length() / 2), !trailers);
        if (trailers) {
            stream.headers(Map.of("x-trailer", "1"), true);
        }
        Http2Stream.Message answer = stream.message();
        request.check(Integer.parseInt(answer.headers().get(":status")), answer.body());
    }
}
