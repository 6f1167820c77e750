package io.tollgate.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Http2Client;
import io.tollgate.testkit.real.Http2Stream;
import io.tollgate.testkit.real.RealClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the specification and our deviations page promise, seen in real Envoys. */
final class ConformanceTest {
    private static final Map<String, String> ANSWERS = new LinkedHashMap<>();

    private static final List<String> MISUSES =
            List.of(
                    "body touched in onResponseHeaders: only inside its own callback, or later if that"
                            + " returned PAUSE_AND_BUFFER; proxy_replace_header_map_value:"
                            + " BAD_ARGUMENT in onResponseHeaders; proxy_get_header_map_value ::"
                            + " BAD_ARGUMENT in onResponseHeaders",
                    "configuration read in onLog: only inside configure;"
                            + " proxy_replace_header_map_value: BAD_ARGUMENT in onLog;"
                            + " falsefalsefalse");

    static {
        ANSWERS.put("http", "201 answer service");
        ANSWERS.put("http-unknown", "failure sent=false");
        ANSWERS.put("http-headless", "failure sent=false");
        ANSWERS.put("http-slow", "504 upstream request timeout ");
        ANSWERS.put("grpc-unknown", "14 refused by the host: INTERNAL_FAILURE sent=false");
        ANSWERS.put("grpc-ok", "message yes");
        ANSWERS.put("grpc-fail", "9 not now{via_upstream} sent=true");
        ANSWERS.put("grpc-stream", "hello one two bye closed 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.36.4"})
    void aHostDoesWhatWeSayItDoes(String version) throws IOException {
        try (WorkoutEnvoy run = new WorkoutEnvoy(version)) {
            everyCallIsAsExpected(run);
            ANSWERS.forEach((task, answer) -> assertEquals(answer, get(run, task).text(), task));
            exceptionsStayInTheirStream(run);
            bodiesPassInEveryWay(run);
            aBodyThatMemoryHasNoRoomForEndsItsOwnStreamAlone(run);
            aCopyThatNoArrayHasRoomForEndsItsOwnStreamAlone(run);
            whatACallbackCannotDoNamesTheCallback(run);
            aCallFromOnLogIsSentAndAnswered(run);
            trailersAreSeenAndChanged(run, "nothing");
            trailersAreSeenAndChanged(run, "hold-trailers");
            new Signatures(run.port()).areMadeAndVerified(!version.equals("1.36.4"));
            headersAndBodyAreReplaced(run);
            aResetEndsTheStreamWithoutAnAnswer(run);
            aGrpcStreamEndsWithItsOwner(run);
            get(run, "queue");
            Await.until("the queue", () -> run.envoy().stat("wasmcustom.workout.jobs") == 1);
            Await.until("ticks", () -> run.envoy().stat("wasmcustom.workout.ticks") > 2);
            assertTrue(
                    run.envoy().accessLog().contains("http 200 workout"),
                    run.envoy().accessLog().toString());
        }
    }

    private static void everyCallIsAsExpected(WorkoutEnvoy run) throws IOException {
        try (RealClient client = RealClient.connect(run.port())) {
            String request =
                    "GET /calls?q=1 HTTP/1.1\r\nhost: a\r\nx-do: calls\r\nx-twice: a\r\n"
                            + "x-twice: b\r\nx-empty:\r\ncontent-length: 0\r\n\r\n";
            client.send(request.getBytes(StandardCharsets.US_ASCII));
            String expected = Files.readString(Path.of("src/test/resources/expected.txt"));
            assertEquals(expected, client.readAnswer().text());
        }
    }

    private static void exceptionsStayInTheirStream(WorkoutEnvoy run) {
        assertEquals(500, get(run, "throw").status());
        assertEquals(500, post(run, "late", "x").status());
        assertEquals(200, get(run, "throw-pass").status());
        assertEquals(200, get(run, "nothing").status());
        assertEquals(3, run.envoy().stat("wasmcustom.workout.errors"));
        assertEquals(3, run.envoy().stat("wasmcustom.plugin_errors"));
    }

    private static void bodiesPassInEveryWay(WorkoutEnvoy run) {
        assertEquals("<hello>", post(run, "append", "hello").text());
        assertEquals("held+", post(run, "hold", "held").text());
        assertEquals("short", post(run, "own", "short").text());
        assertEquals("bytes 10000000", post(run, "own", "x".repeat(10_000_000)).text());
        assertEquals(413, post(run, "hold", "x".repeat(200_000)).status());
    }

    /** The module has 64 MB; Envoy may answer before the client has sent all. */
    private static void aBodyThatMemoryHasNoRoomForEndsItsOwnStreamAlone(WorkoutEnvoy run) {
        try (RealClient client = RealClient.connect(run.port())) {
            int length = 100 << 20;
            client.sendHead(
                    "POST", "/", Map.of("x-do", "own", "content-length", String.valueOf(length)));
            byte[] piece = new byte[1 << 16];
            try {
                for (int sent = 0; sent < length; sent += piece.length) {
                    client.send(piece);
                }
            } catch (UncheckedIOException closed) {
                assertTrue(run.envoy().alive());
            }
        }
        Await.until("the answer", () -> run.envoy().accessLog().contains("own 500 filter_error"));
        assertTrue(logged(run, "OutOfLinearMemoryException"));
        assertEquals(4, run.envoy().stat("wasmcustom.workout.errors"));
        assertEquals("bytes 10000000", post(run, "own", "x".repeat(10_000_000)).text());
    }

    private static void aCopyThatNoArrayHasRoomForEndsItsOwnStreamAlone(WorkoutEnvoy run) {
        assertEquals(500, post(run, "copy", "x".repeat(17_000_000)).status());
        assertTrue(logged(run, "onRequestBody failed: java.lang.OutOfMemoryError"));
        assertEquals("bytes 10000000", post(run, "copy", "x".repeat(10_000_000)).text());
    }

    private static void whatACallbackCannotDoNamesTheCallback(WorkoutEnvoy run) {
        assertEquals(200, get(run, "misuse").status());
        MISUSES.forEach(said -> Await.until(said, () -> logged(run, "misused " + said)));
    }

    private static boolean logged(WorkoutEnvoy run, String text) {
        return run.envoy().log().stream().anyMatch(line -> line.contains(text));
    }

    private static void aCallFromOnLogIsSentAndAnswered(WorkoutEnvoy run) {
        assertEquals(200, get(run, "charge").status());
        Await.until("the charge", () -> run.envoy().stat("wasmcustom.workout.charged") == 1);
    }

    private static void trailersAreSeenAndChanged(WorkoutEnvoy run, String task) {
        try (Http2Client client = Http2Client.connect(run.port())) {
            Http2Stream stream = client.open("POST", "/h2", Map.of("x-do", task), false);
            stream.data("body", false);
            stream.headers(Map.of("x-t", "seen by the filter"), true);
            Http2Stream.Message answer = stream.message();
            assertEquals("seen by the filter", answer.body());
            assertEquals("2", answer.trailers().get("x-count"));
        }
    }

    private static void headersAndBodyAreReplaced(WorkoutEnvoy run) {
        int number = run.upstream().exchanges().size();
        assertEquals("instead of 6", post(run, "replace", "answer").text());
        assertEquals("yes", run.upstream().exchange(number).header("x-replaced").orElse("no"));
    }

    private static void aResetEndsTheStreamWithoutAnAnswer(WorkoutEnvoy run) {
        try (Http2Client client = Http2Client.connect(run.port())) {
            Http2Stream stream = client.open("GET", "/", Map.of("x-do", "reset"), true);
            assertTrue(stream.next() instanceof Http2Stream.Frame.Reset);
        }
    }

    private static void aGrpcStreamEndsWithItsOwner(WorkoutEnvoy run) {
        assertEquals(200, get(run, "grpc-leave").status());
        Await.until("the cancel behind an answer", () -> run.grpc().cancelled() == 1);
        int before = run.http2Streams();
        try (RealClient client = RealClient.connect(run.port())) {
            client.sendHead("GET", "/", Map.of("x-do", "grpc-hang"));
            Await.until("the stream", () -> run.http2Streams() > before);
            client.reset();
        }
        Await.until("the cancel behind a client gone", () -> run.grpc().cancelled() == 2);
        assertEquals(0, run.envoy().stat("wasmcustom.workout.told"));
        assertEquals(200, get(run, "grpc-root").status());
        run.grpc().endLater();
        Await.until("the plugin's own", () -> run.envoy().stat("wasmcustom.workout.told") == 1);
    }

    private static RealClient.Answer get(WorkoutEnvoy run, String task) {
        return RealClient.get(run.port(), "/", Map.of("x-do", task));
    }

    private static RealClient.Answer post(WorkoutEnvoy run, String task, String body) {
        return RealClient.post(run.port(), "/", Map.of("x-do", task), body);
    }
}
