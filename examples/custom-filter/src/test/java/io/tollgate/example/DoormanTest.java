package io.tollgate.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Launch;
import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.RealEnvoy;
import io.tollgate.testkit.real.ScriptedUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The filter as the README builds it, in a real Envoy. */
final class DoormanTest {
    private static ScriptedUpstream service;
    private static ScriptedUpstream upstream;
    private static RealEnvoy envoy;

    @BeforeAll
    static void start() throws IOException {
        service =
                ScriptedUpstream.start(
                        call -> {
                            boolean known = call.header("x-user").orElse("").equals("ann");
                            call.answer(known ? 200 : 404, Map.of(), known ? "by the list" : "");
                        });
        upstream = ScriptedUpstream.json("{}");
        envoy = Launch.of(config(Files.readString(Path.of("envoy.yaml")), "doorman")).start();
    }

    @AfterAll
    static void stop() {
        envoy.close();
        upstream.close();
        service.close();
    }

    /** The README's configuration with ports of our own and the module where Maven puts it. */
    private static String config(String text, String cluster) {
        return text.replace("port_value: 10000", "port_value: 0")
                .replace("port_value: 9901", "port_value: 0")
                .replace("port_value: 8001", "port_value: " + service.port())
                .replace("port_value: 8002", "port_value: " + upstream.port())
                .replace("value: doorman", "value: " + cluster)
                .replace(
                        "target/custom-filter.wasm",
                        Path.of("target/custom-filter.wasm").toAbsolutePath().toString());
    }

    @Test
    void whoIsKnownPassesWithTheServicesAnswer() {
        var answer = RealClient.get(envoy.port("in"), "/", Map.of("x-user", "ann"));
        assertEquals(200, answer.status());
        assertEquals("from Java", answer.header("x-doorman").orElse(""));
        assertEquals("by the list", upstream.exchange(0).header("x-admitted").orElse(""));
        Await.until("the counter", () -> envoy.stat("wasmcustom.doorman.admitted") >= 1);
    }

    @Test
    void whoIsUnknownIsRefusedAndTheUpstreamSeesNothing() {
        int before = upstream.exchanges().size();
        var answer = RealClient.get(envoy.port("in"), "/", Map.of("x-user", "eve"));
        assertEquals(403, answer.status());
        assertEquals("not you\n", answer.text());
        assertEquals(before, upstream.exchanges().size());
    }

    @Test
    void aServiceThatDoesNotExistRefusesInsteadOfHanging() throws IOException {
        String text = config(Files.readString(Path.of("envoy.yaml")), "nobody");
        try (RealEnvoy other = Launch.of(text).start()) {
            assertEquals(
                    403, RealClient.get(other.port("in"), "/", Map.of("x-user", "ann")).status());
        }
    }

    @Test
    void anEmptyConfigurationIsRefusedWithItsReason() throws IOException {
        String text = config(Files.readString(Path.of("envoy.yaml")), "\"\"");
        assertTrue(
                String.join("\n", Launch.of(text).startRefused()).contains("must name a cluster"));
    }
}
