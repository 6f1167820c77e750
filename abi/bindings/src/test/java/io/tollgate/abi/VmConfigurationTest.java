package io.tollgate.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.callout.HttpCall;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VmConfigurationTest {
    private static final int ROOT = 1;
    private static final int STREAM = 2;
    private final FakeHost host = new FakeHost();
    private final Scripted plugin = new Scripted();
    private final Vm vm = new Vm(host, setup -> plugin);

    @Test
    void aRefusedConfigurationIsLogged() {
        plugin.on("refuse", event -> null);
        vm.onContextCreate(ROOT, 0);
        assertFalse(vm.onConfigure(ROOT));
        assertEquals(List.of("4 configuration refused: limits[0]: no"), host.logs);
    }

    @Test
    void anExceptionInConfigureRefusesTheConfiguration() {
        plugin.on(
                "configure",
                event -> {
                    throw new IllegalStateException("bug", new IllegalArgumentException("why"));
                });
        vm.onContextCreate(ROOT, 0);
        assertFalse(vm.onConfigure(ROOT));
        assertTrue(host.logs.get(0).endsWith("caused by java.lang.IllegalArgumentException: why"));
    }

    /** A host that fails open may go on calling: there is nothing left to be called. */
    @Test
    void aPluginThatCouldNotBeMadeIsRefusedAndLeavesNothingBehind() {
        Vm failing =
                new Vm(
                        host,
                        setup -> {
                            setup.timers().every(50, () -> plugin.errors++);
                            setup.callouts()
                                    .send(HttpCall.get("a", "/"), result -> plugin.errors++);
                            throw new IllegalStateException("no plugin");
                        });
        failing.onContextCreate(ROOT, 0);
        assertFalse(failing.onConfigure(ROOT));
        assertEquals(
                List.of("5 configure failed: java.lang.IllegalStateException: no plugin"),
                host.logs);
        host.calls.clear();
        host.nanos += 1_000_000_000;
        failing.onTick(ROOT);
        failing.onHttpCallResponse(ROOT, 5, 0, 0);
        failing.onContextCreate(STREAM, ROOT);
        assertEquals(0, failing.onRequestHeaders(STREAM, true));
        failing.onLog(STREAM);
        assertTrue(failing.onDone(ROOT));
        assertEquals(0, plugin.errors);
        assertEquals(List.of(), host.calls);
    }
}
