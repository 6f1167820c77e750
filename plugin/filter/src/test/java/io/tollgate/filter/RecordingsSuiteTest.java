package io.tollgate.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.core.answer.Recording;
import io.tollgate.core.answer.SaidUsage;
import io.tollgate.core.usage.Usage;
import io.tollgate.json.JsonTree;
import io.tollgate.json.JsonValue.JsonNumber;
import io.tollgate.json.JsonValue.JsonObject;
import io.tollgate.json.JsonValue.JsonString;
import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.HttpMessage;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Step;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Real calls through the whole filter: the bytes pass unchanged, and the report says what the body
 * says. All of them on a plain JVM, some of every provider, dialect and framing elsewhere.
 */
class RecordingsSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static final List<Recording> ALL =
            Recording.load().stream().filter(r -> r.endpoint().isPresent()).toList();
    private static final String OFF = "{\"usage\":{\"includeUsage\":\"off\"}}";
    private static final int OF_EACH_KIND = 2;

    private static List<Integer> chosen(Host host) {
        Map<String, Integer> kinds = new HashMap<>();
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < ALL.size(); i++) {
            if (host.name().equals("jvm")
                    || kinds.merge(kind(ALL.get(i)), 1, Integer::sum) <= OF_EACH_KIND) {
                chosen.add(i);
            }
        }
        return chosen;
    }

    private static String kind(Recording recording) {
        var endpoint = recording.endpoint().orElseThrow();
        return endpoint.provider()
                + endpoint.dialect()
                + endpoint.operation()
                + recording.streamed()
                + recording.binary()
                + (recording.status() == 200);
    }

    private static Answer answer(HttpMessage request) {
        Recording recording =
                ALL.get(Integer.parseInt(request.header("x-recording").orElseThrow()));
        Answer answer = Answer.of(recording.status());
        for (var header : recording.headers().items()) {
            answer = answer.header(header.name(), header.value());
        }
        for (byte[] piece : pieces(recording.answer(), request.header("x-seed").orElseThrow())) {
            answer = answer.then(Step.chunk(piece));
        }
        return answer;
    }

    private static List<byte[]> pieces(byte[] all, String seed) {
        if (seed.equals("0") || all.length < 2) {
            return List.of(all);
        }
        int[] cuts =
                new Random(Long.parseLong(seed))
                        .ints(5, 1, all.length)
                        .sorted()
                        .distinct()
                        .toArray();
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            pieces.add(Arrays.copyOfRange(all, from, cut));
            from = cut;
        }
        pieces.add(Arrays.copyOfRange(all, from, all.length));
        return pieces;
    }

    private static Request request(int index, int seed) {
        Recording recording = ALL.get(index);
        return Request.of("POST", recording.path())
                .host(recording.host())
                .header("content-type: application/json")
                .header("x-recording: " + index)
                .header("x-seed: " + seed)
                .body(List.of(recording.request()));
    }

    @HostTest
    void reportsWhatEveryRecordedAnswerSaysAndChangesNoByte(Host host) {
        int complete = 0;
        try (Gateway gateway =
                host.start(
                        Gateways.setup(OFF)
                                .upstream(Cluster.http(RecordingsSuiteTest::answer))
                                .build())) {
            for (int index : chosen(host)) {
                for (int seed : new int[] {0, index + 1}) {
                    complete += check(gateway, index, seed);
                }
            }
            assertEquals(0, gateway.metric("wasmcustom.tollgate.panics"));
        }
        assertTrue(complete > (host.name().equals("jvm") ? 500 : 60), "only " + complete);
    }

    /** 1 where a usage was compared. */
    private static int check(Gateway gateway, int index, int seed) {
        Recording recording = ALL.get(index);
        Exchange exchange = gateway.send(request(index, seed));
        String what =
                recording.id() + " cut by " + seed + "\n" + exchange.filterState(Gateways.REPORT);
        assertEquals(recording.status(), exchange.status(), what);
        assertArrayEquals(recording.answer(), exchange.bodyBytes(), what);
        assertArrayEquals(recording.request(), exchange.upstream().orElseThrow().body(), what);
        JsonObject report = report(exchange);
        if (recording.status() != 200) {
            assertEquals("none", text(report, "status"), what);
            return 0;
        }
        if (recording.binary()) {
            assertEquals("complete", text(report, "status"), what);
            assertEquals(number(report, "providerTotal"), number(report, "total"), what);
            return 1;
        }
        return recording.usage().isEmpty() ? 0 : compare(recording, report, what);
    }

    private static int compare(Recording recording, JsonObject report, String what) {
        Usage said =
                SaidUsage.of(
                        recording.usage().orElseThrow(),
                        recording.endpoint().orElseThrow().dialect());
        Usage told =
                new Usage(
                        number(report, "input"),
                        number(report, "cachedInput"),
                        number(report, "cacheWrite"),
                        number(report, "output"),
                        number(report, "reasoning"),
                        number(report, "providerTotal"));
        assertEquals(said, told, what);
        assertEquals(said.total(), number(report, "total"), what);
        assertEquals("complete", text(report, "status"), what);
        boolean error = recording.id().contains("stream_error");
        assertEquals(error ? "upstreamError" : "complete", text(report, "ended"), what);
        return 1;
    }

    private static JsonObject report(Exchange exchange) {
        byte[] json =
                exchange.filterState(Gateways.REPORT).orElse("").getBytes(StandardCharsets.UTF_8);
        return (JsonObject) ((JsonTree.Result.Parsed) JsonTree.read(json)).value();
    }

    private static long number(JsonObject report, String key) {
        return ((JsonNumber) report.fields().get(key)).value();
    }

    private static String text(JsonObject report, String key) {
        return ((JsonString) report.fields().get(key)).text();
    }
}
