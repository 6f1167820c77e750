package io.tollgate.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Http2Client;
import io.tollgate.testkit.real.Http2Stream;
import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.ScriptedUpstream.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A budget of 0 for one model, and all that a client can do to reach that model. Held, the provider
 * sees nothing; without the hold it sees no request to its end.
 */
class NoWayAroundTest {
    private static final String CONFIG =
            """
            {"rateLimit": {"cluster": "ratelimit", "timeout": "20s"}, "hold": @HOLD@,
             "limits": [{"name": "none", "descriptor": [{"key": "model", "source": "model"}],
                         "when": {"models": ["gpt-4o"]}, "quota": {"amount": 0, "per": "year"}}]}
            """;
    private static final String ROUTES =
            """
            - {match: {prefix: /, headers: [{name: x-route, string_match: {exact: retry}}]}, route: {cluster: provider, retry_policy: {retry_on: "5xx,retriable-4xx", num_retries: 3}}}
            - match: {prefix: /, headers: [{name: x-route, string_match: {exact: redirect}}]}
              route: {cluster: provider, internal_redirect_policy: {max_internal_redirects: 2, redirect_response_codes: [302, 307]}}
            """;
    private static final String BODY = Words.chat("gpt-4o", "", "Hello");
    private static final String LONG = "x".repeat(5 << 20);
    private static final Set<String> WHOLE = ConcurrentHashMap.newKeySet();

    private static Gateway held;
    private static Gateway open;

    /** A way to send it; the status that came, or 0 where the connection was cut. */
    private interface Way {
        int status(int port, Map<String, String> head);
    }

    private record Try(String name, Way way) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() {
        Plan plan = Plan.of(CONFIG.replace("@HOLD@", "true")).routes(ROUTES).bufferLimit(32 << 10);
        held = Gateway.start(plan, NoWayAroundTest::provide);
        Plan without = Plan.of(CONFIG.replace("@HOLD@", "false")).routes(ROUTES);
        open = Gateway.start(without.bufferLimit(32 << 10).withoutFlag(), NoWayAroundTest::provide);
    }

    @AfterAll
    static void stop() {
        held.close();
        open.close();
    }

    private static void provide(Exchange exchange) throws IOException {
        exchange.body();
        if (exchange.path().equals("/start")) {
            String host = "http://" + exchange.header("host").orElseThrow();
            exchange.answer(307, Map.of("location", host + Gateway.CHAT), "");
            return;
        }
        WHOLE.add(exchange.header("x-case").orElse("none"));
        Play.json(1, 1).answer(exchange);
    }

    private static int cut(java.util.function.IntSupplier way) {
        try {
            return way.getAsInt();
        } catch (UncheckedIOException e) {
            return 0; // Envoy answers and closes while we still write
        }
    }

    private static Try post(String name, String path, Map<String, String> more, byte[] body) {
        return new Try(
                name,
                (port, head) -> {
                    Map<String, String> all = new LinkedHashMap<>(head);
                    all.putAll(more);
                    return cut(() -> RealClient.exchange(port, "POST", path, all, body).status());
                });
    }

    private static Try body(String name, String body) {
        return post(name, Gateway.CHAT, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Try head(String name, String header, String value) {
        return post(
                name, Gateway.CHAT, Map.of(header, value), BODY.getBytes(StandardCharsets.UTF_8));
    }

    private static Try path(String path) {
        return post(path, path, Map.of(), BODY.getBytes(StandardCharsets.UTF_8));
    }

    private static Try chunked(String name, String... chunks) {
        return new Try(
                name,
                (port, head) -> {
                    Map<String, String> all = new LinkedHashMap<>(head);
                    all.put("transfer-encoding", "chunked");
                    return cut(
                            () -> {
                                try (RealClient client = RealClient.connect(port)) {
                                    client.sendHead("POST", Gateway.CHAT, all);
                                    for (String chunk : chunks) {
                                        client.sendChunk(chunk);
                                    }
                                    client.endChunks();
                                    return client.readAnswer().status();
                                }
                            });
                });
    }

    private static Try http2(String name, boolean trailers, String... parts) {
        return new Try(
                name,
                (port, head) -> {
                    try (Http2Client client = Http2Client.connect(port)) {
                        Http2Stream stream = client.open("POST", Gateway.CHAT, head, false);
                        for (int i = 0; i < parts.length; i++) {
                            stream.data(parts[i], !trailers && i == parts.length - 1);
                        }
                        if (trailers) {
                            stream.headers(Map.of("x-trailer", "1"), true);
                        }
                        return status(stream);
                    }
                });
    }

    private static int status(Http2Stream stream) {
        Http2Stream.Frame first = stream.next();
        return first instanceof Http2Stream.Frame.Headers headers
                ? Integer.parseInt(headers.fields().get(":status"))
                : 0;
    }

    private static int pipelined(int port, Map<String, String> head) {
        String other = Words.chat("gpt-3.5-turbo", "", "Hello");
        try (RealClient client = RealClient.connect(port)) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(raw(Map.of("x-case", "another"), other));
            both.writeBytes(raw(head, BODY));
            client.send(both.toByteArray());
            assertEquals(200, client.readAnswer().status());
            return client.readAnswer().status();
        }
    }

    private static byte[] raw(Map<String, String> head, String body) {
        StringBuilder text = new StringBuilder("POST " + Gateway.CHAT + " HTTP/1.1\r\n");
        text.append("host: gateway.test\r\ncontent-type: application/json\r\n");
        text.append("content-length: ").append(body.length()).append("\r\n");
        head.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String model(String members) {
        return "{" + members + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    }

    static Stream<Try> framing() {
        return Stream.of(
                body("plain", BODY),
                chunked("chunked", BODY),
                chunked("chunked, a byte each", BODY.split("")),
                http2("HTTP/2", false, BODY),
                http2("HTTP/2, two parts", false, BODY.substring(0, 9), BODY.substring(9)),
                http2("HTTP/2 with trailers", true, BODY),
                http2("HTTP/2, an empty part and trailers", true, BODY, ""),
                body("5 MB", Words.chat("gpt-4o", "", LONG)),
                body(
                        "5 MB, model last",
                        "{\"messages\":[{\"role\":\"user\",\"content\":\""
                                + LONG
                                + "\"}],\"model\":\"gpt-4o\"}"),
                chunked("5 MB in chunks", Words.chat("gpt-4o", "", LONG)),
                new Try("pipelined", NoWayAroundTest::pipelined),
                head("retried", "x-route", "retry"),
                post(
                        "redirected",
                        "/start",
                        Map.of("x-route", "redirect"),
                        BODY.getBytes(StandardCharsets.UTF_8)));
    }

    static Stream<Try> bodies() {
        Map<String, String> zipped = Map.of("content-encoding", "X-Gzip");
        return Stream.of(
                body("the last key counts", model("\"model\":\"gpt-4\",\"model\":\"gpt-4o\"")),
                body("escaped key", model("\"\\u006dodel\":\"gpt-4o\"")),
                body("escaped last key", model("\"model\":\"gpt-4\",\"mode\\u006c\":\"gpt-4o\"")),
                body("escaped value", model("\"model\":\"gpt\\u002d4o\"")),
                body("inner key", model("\"metadata\":{\"model\":\"x\"},\"model\":\"gpt-4o\"")),
                body("later key", BODY.replace("}]}", "}],\"metadata\":{\"model\":\"x\"}}")),
                body("byte order mark", "\uFEFF" + BODY),
                body("white space", " \r\n\t\n" + BODY + "\n\n"),
                body("a second document", BODY + "\n" + Words.chat("gpt-4", "", "Hello")),
                post("gzip", Gateway.CHAT, zipped, gzip(BODY)),
                post("large gzip", Gateway.CHAT, zipped, gzip(Words.chat("gpt-4o", "", LONG))),
                head("identity", "content-encoding", "Identity"),
                head("multipart", "content-type", "multipart/form-data; boundary=x"),
                head("form", "content-type", "application/x-www-form-urlencoded"),
                head("text", "content-type", "text/plain"),
                head("odd type", "content-type", "APPLICATION/JSON ; charset=UTF-8"),
                head("expect", "expect", "100-continue"),
                head("another type asked", "accept", "text/event-stream"));
    }

    static Stream<Try> paths() {
        List<Try> tries = new ArrayList<>();
        for (String path :
                List.of(
                        "//v1/chat/completions",
                        "/v1//chat///completions",
                        "/v1/chat/%63ompletions",
                        "/%76%31/chat/completions",
                        "/v1%2Fchat%2Fcompletions",
                        "/v1/chat/completions?a=b",
                        "/v1/chat/completions?",
                        "/v1/chat/completions/",
                        "/v1/./chat/completions",
                        "/v1/chat/x/..;/completions;y=z",
                        "/v1/models/../chat/completions",
                        "/v1/%2e/chat/completions",
                        "/openai/v1/chat/completions",
                        "/any/prefix/v1/chat/completions",
                        "/chat/completions",
                        "http://gateway.test/v1/chat/completions")) {
            tries.add(path(path));
        }
        return tries.stream();
    }

    private static Stream<Try> all() {
        return Stream.of(framing(), bodies(), paths()).flatMap(s -> s);
    }

    @ParameterizedTest
    @MethodSource("all")
    void heldTheProviderSeesNothing(Try way) {
        refused(held, way);
        List<String> seen =
                held.provider().exchanges().stream()
                        .filter(e -> e.header("x-case").orElse("").equals(way.name()))
                        .map(Exchange::path)
                        .filter(path -> !path.equals("/start"))
                        .toList();
        assertEquals(List.of(), seen);
    }

    @ParameterizedTest
    @MethodSource("all")
    void withoutTheHoldTheProviderSeesNoWholeRequest(Try way) {
        refused(open, way);
    }

    private static void refused(Gateway gateway, Try way) {
        WHOLE.remove(way.name());
        Map<String, String> head = Map.of("x-case", way.name(), "content-type", "application/json");
        int status = way.way().status(gateway.port(), head);
        assertTrue(status == 0 || status >= 400, () -> "answered with " + status);
        assertTrue(!WHOLE.contains(way.name()), "the provider has the request");
    }
}
