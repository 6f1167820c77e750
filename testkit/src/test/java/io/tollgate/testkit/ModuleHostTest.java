package io.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.engine.ModuleRefused;
import io.tollgate.testkit.host.UnimplementedHostCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModuleHostTest {
    private static ModelGateway start(String module, Setup setup) {
        return ModuleHost.interpreted(Wat.module(module)).start(setup);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runsAModuleOnCompilerAndInterpreter(boolean compiled) {
        byte[] wasm = Wat.module("hello");
        ModuleHost host = compiled ? ModuleHost.of(wasm) : ModuleHost.interpreted(wasm);
        ModelGateway gateway = host.start(Setup.defaults());
        assertTrue(gateway.accepted());
        gateway.send(Request.json("/v1", "{\"a\":1}"))
                .hasStatus(200)
                .hasBody("ok")
                .upstreamGotBody("{\"a\":1}");
        assertEquals(List.of(new LogLine(LogLine.INFO, "hello")), gateway.logs());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown-import | Failed to load Wasm module due to a missing import: env.proxy_fly",
                "wrong-type | Failed to load Wasm module due to an import type mismatch: env.proxy_log, want: ii:i, but host exports: iii:i"
            })
    void aModuleThatDoesNotLinkIsRefusedByName(String module, String message) {
        ModuleRefused refused =
                assertThrows(ModuleRefused.class, () -> start(module, Setup.defaults()));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void aTrapFailsTheVmAndStreamsGet503UntilTheReload() {
        ModelGateway gateway = start("trap", Setup.defaults());
        assertEquals(
                "wasm_fail_stream",
                gateway.send(Request.get("/")).hasStatus(503).upstreamSawNothing().details());
        assertEquals(1, gateway.traps().size());
        gateway.send(Request.get("/")).hasStatus(503);
        assertEquals(1, gateway.traps().size());
        gateway.advance(Duration.ofSeconds(1));
        gateway.send(Request.get("/")).hasStatus(503);
        assertEquals(2, gateway.traps().size(), "loaded again, and its first stream traps again");
    }

    @Test
    void failOpenLetsLaterStreamsPassAfterATrap() {
        ModelGateway gateway =
                start("trap", Setup.builder().failurePolicy(FailurePolicy.FAIL_OPEN).build());
        gateway.send(Request.get("/")).hasStatus(503).upstreamSawNothing();
        gateway.send(Request.get("/")).hasStatus(200).hasBody("ok");
    }

    @Test
    void aHostCallBeforeTheStartTrapsWithItsName() {
        ModelGateway gateway = start("restricted", Setup.defaults());
        assertFalse(gateway.accepted());
        assertTrue(
                gateway.traps()
                        .get(0)
                        .contains("restricted_callback: proxy_get_property during start"),
                gateway.traps()::toString);
    }

    @Test
    void mallocIsTakenBeforeProxyOnMemoryAllocate() {
        ModelGateway gateway = start("allocators", Setup.config("{\"a\":1}").build());
        assertEquals(List.of(new LogLine(LogLine.INFO, "{\"a\":1}")), gateway.logs());
    }

    @Test
    void whatIsNotModelledFailsTheTestByName() {
        ModelGateway gateway = start("unimplemented", Setup.defaults());
        Error error =
                assertThrows(UnimplementedHostCall.class, () -> gateway.send(Request.get("/")));
        assertTrue(
                error.getMessage().contains("proxy_continue_stream on a TCP stream"),
                error::getMessage);
    }

    @Test
    void growingMemoryIsALeak() {
        AssertionError error =
                assertThrows(
                        AssertionError.class,
                        () -> start("leak", Setup.defaults()).assertNoLeak(Request.get("/"), 20));
        assertTrue(error.getMessage().contains("memory pages"), error::getMessage);
        start("hello", Setup.defaults()).assertNoLeak(Request.get("/"), 10_000);
    }
}
