package io.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.engine.ModuleRefused;
import io.tollgate.testkit.envoy.EnvoyHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a module may import, on the model and in Envoy. */
final class LoadingTest {
    private static Path file(String module) {
        return Path.of("src/test/resources/wat/" + module + ".wasm");
    }

    static Stream<Arguments> onBoth(String... modules) {
        return Stream.of(modules)
                .flatMap(
                        m ->
                                Stream.of(
                                        Arguments.of(m, ModuleHost.of(file(m))),
                                        Arguments.of(m, EnvoyHost.of(file(m)))));
    }

    static Stream<Arguments> served() {
        return onBoth("imported-memory", "imported-table");
    }

    static Stream<Arguments> refused() {
        return onBoth("imported-global", "unknown-import", "wrong-type");
    }

    static Stream<Arguments> trapping() {
        return onBoth("trap");
    }

    static Stream<Arguments> restricted() {
        return onBoth("restricted");
    }

    static Stream<Arguments> allocating() {
        return onBoth("allocators");
    }

    @ParameterizedTest
    @MethodSource("trapping")
    void aTrapEndsTheStreamAsThePolicySays(String module, Host host) {
        try (Gateway gateway = host.start(Setup.defaults())) {
            Exchange x = gateway.send(Request.get("/")).hasStatus(503).upstreamSawNothing();
            assertEquals("wasm_fail_stream", x.details());
        }
        Setup open = Setup.builder().failurePolicy(FailurePolicy.FAIL_OPEN).build();
        try (Gateway gateway = host.start(open)) {
            gateway.send(Request.get("/")).hasStatus(503).upstreamSawNothing();
            gateway.send(Request.get("/")).hasStatus(200).hasBody("ok");
        }
    }

    @ParameterizedTest
    @MethodSource("restricted")
    void aCallThatIsForbiddenAtTheStartFailsTheModule(String module, Host host) {
        try (Gateway gateway = host.start(Setup.defaults())) {
            assertFalse(gateway.accepted());
        }
    }

    static Stream<Arguments> allocatingBadly() {
        return onBoth("restricted-allocator");
    }

    /** The module is told that it gets nothing, and may still accept its configuration. */
    @ParameterizedTest
    @MethodSource("allocatingBadly")
    void aCallThatIsForbiddenInTheAllocatorFailsTheStreams(String module, Host host) {
        try (Gateway gateway = host.start(Setup.config("{\"a\":1}").build())) {
            assertTrue(gateway.accepted());
            Exchange x = gateway.send(Request.get("/")).hasStatus(503).upstreamSawNothing();
            assertEquals("wasm_fail_stream", x.details());
        }
    }

    @ParameterizedTest
    @MethodSource("allocating")
    void mallocIsTakenFirst(String module, Host host) {
        try (Gateway gateway = host.start(Setup.config("{\"a\":1}").build())) {
            assertTrue(gateway.accepted());
            assertEquals("{\"a\":1}", gateway.logs().get(0).text());
        }
    }

    static Stream<Arguments> wasi() {
        return onBoth("wasi");
    }

    @ParameterizedTest
    @MethodSource("served")
    void memoryAndTableMayComeFromTheHost(String module, Host host) {
        try (Gateway gateway = host.start(Setup.defaults())) {
            gateway.send(Request.get("/")).hasStatus(200);
            assertEquals(List.of(new LogLine(LogLine.INFO, "hello")), gateway.logs());
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatNoHostHasIsRefused(String module, Host host) {
        try (Gateway gateway = host.start(Setup.defaults())) {
            assertFalse(gateway.accepted());
        } catch (ModuleRefused refused) {
            assertTrue(refused.getMessage().contains("env."), refused::getMessage);
        }
    }

    @ParameterizedTest
    @MethodSource("wasi")
    void everyWasiFunctionAnswersAsInEnvoy(String module, Host host) {
        String expected = new String(Wat.resource("wasi-errnos.txt"), StandardCharsets.UTF_8);
        try (Gateway gateway = host.start(Setup.defaults())) {
            gateway.send(Request.get("/")).hasStatus(200);
            assertEquals(
                    expected.lines().toList(), gateway.logs().stream().map(LogLine::text).toList());
        }
    }
}
