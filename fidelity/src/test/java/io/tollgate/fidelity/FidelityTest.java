package io.tollgate.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.GrpcAnswer;
import io.tollgate.testkit.Header;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.LogLine;
import io.tollgate.testkit.ModelGateway;
import io.tollgate.testkit.ModuleHost;
import io.tollgate.testkit.envoy.EnvoyHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each case must come out on the model as it was observed on Envoy, and on Envoy as it was. {@code
 * -Dfidelity.record=true} writes what Envoy does now.
 */
final class FidelityTest {
    private static final Path MODULE = Path.of("target/fidelity.wasm");
    private static final Path OBSERVED = Path.of("src/test/resources/observed");
    private static final ModuleHost MODEL = ModuleHost.of(MODULE);
    private static final Host ENVOY = EnvoyHost.of(MODULE);

    /** All, or those whose name begins as one of {@code -Dfidelity.only=a,b}. */
    private static Stream<Case> chosen() {
        List<String> only = List.of(System.getProperty("fidelity.only", "").split(","));
        return Cases.all().stream().filter(c -> only.stream().anyMatch(c.id()::startsWith));
    }

    @TestFactory
    Stream<DynamicTest> onTheModel() {
        return chosen().map(c -> DynamicTest.dynamicTest(c.id(), () -> check(MODEL, c)));
    }

    @TestFactory
    Stream<DynamicTest> inEnvoy() {
        boolean record = Boolean.getBoolean("fidelity.record");
        return chosen().map(
                        c ->
                                DynamicTest.dynamicTest(
                                        c.id(),
                                        () -> {
                                            if (record) {
                                                Files.writeString(
                                                        OBSERVED.resolve(c.id() + ".txt"),
                                                        observe(ENVOY, c));
                                            }
                                            check(ENVOY, c);
                                        }));
    }

    private static Case crash(String action) {
        return Case.of(
                        "crash",
                        "call: request_end web\nrequest_body: action "
                                + action
                                + "\nrequest_end: action "
                                + action
                                + "\ncallout: effective stream\ncallout: set_buffer 0 0 0 x\n")
                .with("web", Cluster.grpc(call -> GrpcAnswer.message(new byte[1])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAUSE_AND_WATERMARK", "PAUSE_WITHOUT_BUFFER"})
    void aBodyTouchedAfterAction2Or3CrashesEnvoyAndTrapsHere(String action) {
        Case c = crash(action);
        try (Gateway envoy = ENVOY.start(c.whole())) {
            AssertionError error =
                    assertThrows(AssertionError.class, () -> envoy.send(c.request()));
            assertTrue(error.getMessage().contains("Envoy has crashed"), error::getMessage);
        }
        ModelGateway model = MODEL.start(c.whole());
        model.send(c.request());
        assertTrue(
                model.traps().get(0).contains("segmentation fault in Envoy"),
                model.traps()::toString);
    }

    private static void check(Host host, Case c) throws IOException {
        String expected = Files.readString(OBSERVED.resolve(c.id() + ".txt"));
        String observed = observe(host, c);
        assertEquals(withoutLuck(expected, expected), withoutLuck(observed, expected));
    }

    /** How much of a request that is cut off the upstream gets to see is luck; nothing is not. */
    private static String withoutLuck(String observed, String expected) {
        boolean cutOff =
                expected.lines()
                        .anyMatch(l -> l.startsWith("upstream: [") && l.endsWith("(not whole)"));
        return cutOff ? observed.replaceFirst("(?m)^upstream: .*$", "upstream: cut off") : observed;
    }

    private static String observe(Host host, Case c) {
        try (Gateway gateway = host.start(c.whole())) {
            Exchange x = gateway.send(c.request());
            List<String> lines = new ArrayList<>();
            lines.add(
                    "client: "
                            + x.status()
                            + " "
                            + tests(x.headers())
                            + " '"
                            + cut(x.body())
                            + "' "
                            + x.end());
            lines.add("trailers: " + tests(x.trailers()));
            lines.add(
                    "upstream: "
                            + x.upstream()
                                    .map(m -> tests(m.headers()) + " '" + cut(m.text()) + "'")
                                    .orElse("nothing")
                            + (x.upstreamComplete() ? "" : " (not whole)"));
            lines.add("details: " + x.details());
            lines.add("state: " + new TreeMap<>(x.state()));
            lines.addAll(logs(gateway));
            new TreeMap<>(gateway.metrics())
                    .forEach((name, value) -> lines.add(name + ": " + value));
            return String.join("\n", lines) + "\n";
        }
    }

    private static String cut(String text) {
        return text.length() > 200 ? text.length() + " characters" : text;
    }

    private static List<Header> tests(List<Header> headers) {
        return headers.stream()
                .filter(
                        h ->
                                h.name().startsWith("x-test")
                                        || h.name().equals("content-type")
                                        || h.name().equals("content-length"))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    /**
     * What is logged while it is configured comes once a VM, and ticks come as often as time
     * allows.
     */
    private static List<String> logs(Gateway gateway) {
        List<String> lines = new ArrayList<>();
        List<String> ticks = new ArrayList<>();
        for (LogLine line : gateway.logs()) {
            List<String> to = line.text().startsWith("tick:") ? ticks : lines;
            boolean once = line.text().startsWith("configure:") || to == ticks;
            if (!once || !to.contains(line.text())) {
                to.add(line.text());
            }
        }
        lines.addAll(ticks);
        return lines;
    }
}
