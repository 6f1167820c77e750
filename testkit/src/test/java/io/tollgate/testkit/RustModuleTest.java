package io.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.envoy.EnvoyHost;
import io.tollgate.testkit.real.RealParts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A filter made with the Rust SDK, on the model and in Envoy with the same assertions. */
final class RustModuleTest {
    private static final String MARK = "wasm.mark";
    private static List<Host> hosts = List.of();

    @BeforeAll
    static void build() {
        Path module = RealParts.fromScript("rust", "rust.sh");
        hosts = List.of(ModuleHost.of(module), EnvoyHost.of(module));
    }

    static List<Host> hosts() {
        return hosts;
    }

    private static Setup.Builder guarded(Answer answer) {
        return Setup.config("m1")
                .watchFilterState(MARK)
                .cluster("guard", Cluster.http(request -> answer));
    }

    private static List<String> texts(Gateway gateway) {
        return gateway.logs().stream().map(LogLine::text).toList();
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void whatItsServiceAllowsPassesStampedAndRewritten(Host host) {
        try (Gateway gateway = host.start(guarded(Answer.of(200).body("yes")).build())) {
            gateway.send(Request.json("/v1", "{\"a\":\"b\"}"))
                    .hasStatus(200)
                    .hasBody("ok")
                    .hasHeader("x-mark", "m1")
                    .upstreamGotHeader("x-mark", "m1")
                    .upstreamGotBody("{\"A\":\"B\"}")
                    .hasFilterState(MARK, "m1")
                    .returned("request_headers", 1)
                    .returned("response_headers", 0);
            assertEquals(
                    List.of("asked: 200 headers true 'yes'", "saw 2 bytes, via_upstream"),
                    texts(gateway));
            assertEquals(1, gateway.metric("wasmcustom.stamp.passed"));
            assertEquals("/v1", gateway.httpCalls("guard").get(0).header(":path").orElse(""));
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void whatItsServiceRefusesReachesNoUpstream(Host host) {
        try (Gateway gateway = host.start(guarded(Answer.of(401).body("no")).build())) {
            gateway.send(Request.json("/v1", "{}"))
                    .hasStatus(403)
                    .hasBody("refused")
                    .hasHeader("x-mark", "m1")
                    .upstreamSawNothing();
            assertEquals("asked: 401 headers true 'no'", texts(gateway).get(0));
            assertEquals(0, gateway.metric("wasmcustom.stamp.passed"));
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void anAnswerThatBreaksOffIsAFailureWithoutHeaders(Host host) {
        Answer broken = Answer.events("one").then(Step.reset());
        try (Gateway gateway = host.start(guarded(broken).build())) {
            gateway.send(Request.json("/v1", "{}")).hasStatus(403);
            assertEquals("asked:  headers false ''", texts(gateway).get(0));
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void withoutItsServiceRequestsPass(Host host) {
        try (Gateway gateway = host.start(Setup.config("m1").build())) {
            gateway.send(Request.json("/v1", "{}")).hasStatus(200).returned("request_headers", 0);
            assertEquals("not asked: BadArgument", texts(gateway).get(0));
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void itsConfigurationCanBeRefused(Host host) {
        try (Gateway gateway = host.start(Setup.defaults())) {
            assertFalse(gateway.accepted());
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void severalWorkersCountOnOneCounter(Host host) {
        Setup setup = guarded(Answer.of(200).body("yes")).workers(3).build();
        try (Gateway gateway = host.start(setup)) {
            for (int i = 0; i < 6; i++) {
                gateway.send(Request.json("/v1", "{}")).hasStatus(200);
            }
            assertTrue(
                    gateway.await(
                            () -> gateway.metric("wasmcustom.stamp.passed") == 6,
                            java.time.Duration.ofSeconds(5)));
        }
    }
}
