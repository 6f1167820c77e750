package io.tollgate.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TcpTest {
    private final FakeHost host = new FakeHost();
    private final Scripted plugin = new Scripted();
    private final Vm vm = new Vm(host, setup -> plugin);
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void start() {
        vm.onContextCreate(1, 0);
        vm.onConfigure(1);
        vm.onContextCreate(2, 1);
        host.buffers.put(HostPort.DOWNSTREAM_DATA, Utf8.encode("ping"));
        host.buffers.put(HostPort.UPSTREAM_DATA, Utf8.encode("pong"));
    }

    @Test
    void aConnectionFromOpenToLog() {
        plugin.on("onNewConnection", event -> TcpAction.PAUSE);
        plugin.on(
                "onDownstreamData",
                event -> {
                    seen.add(((Body) event).block().text());
                    return TcpAction.CONTINUE;
                });
        plugin.on(
                "onUpstreamData",
                event -> {
                    ((Body) event).append(Utf8.encode("!"));
                    return TcpAction.CONTINUE;
                });
        plugin.on("onDownstreamClose", event -> seen.add("down " + event));
        plugin.on("onUpstreamClose", event -> seen.add("up " + event));
        plugin.on("onLog", event -> seen.add("log"));
        assertEquals(1, vm.onNewConnection(2));
        assertTrue(plugin.connection.resumeDownstream());
        assertEquals(0, vm.onDownstreamData(2, 4, false));
        assertEquals(0, vm.onUpstreamData(2, 4, true));
        vm.onUpstreamClose(2, 0);
        vm.onDownstreamClose(2, 2);
        vm.onLog(2);
        vm.onDelete(2);
        assertEquals(List.of("ping", "up UNKNOWN", "down REMOTE", "log"), seen);
        assertEquals("pong!", Utf8.decode(host.buffers.get(HostPort.UPSTREAM_DATA)));
        assertEquals(0, host.liveBlocks());
    }

    @Test
    void anExceptionClosesTheConnectionOrLeavesTheFilterOut() {
        plugin.on(
                "onDownstreamData",
                event -> {
                    throw new IllegalStateException();
                });
        assertEquals(1, vm.onDownstreamData(2, 4, false));
        assertTrue(host.called("closeStream 2"));
        assertTrue(host.called("closeStream 3"));
        vm.onContextCreate(3, 1);
        plugin.onError = ErrorAction.CONTINUE;
        assertEquals(0, vm.onDownstreamData(3, 4, false));
        assertEquals(0, vm.onDownstreamData(3, 4, false));
        assertEquals(2, plugin.errors);
    }

    @Test
    void aConnectionHasNoHttpCallbacks() {
        vm.onNewConnection(2);
        assertEquals(0, vm.onRequestHeaders(2, true));
        assertEquals(List.of(), host.logs);
    }

    @Test
    void theUpstreamsCloseLeavesAPausedClientPaused() {
        plugin.on("onDownstreamData", event -> TcpAction.PAUSE);
        vm.onDownstreamData(2, 4, false);
        vm.onUpstreamClose(2, 0);
        vm.onTick(1);
        assertTrue(plugin.connection.resumeDownstream());
        assertTrue(host.called("continueStream 2"));
    }

    @Test
    void resumingInACloseCallbackIsToldToTheHost() {
        plugin.on("onDownstreamData", event -> TcpAction.PAUSE);
        plugin.on("onUpstreamClose", event -> plugin.connection.resumeDownstream());
        vm.onDownstreamData(2, 4, false);
        vm.onUpstreamClose(2, 0);
        assertTrue(host.called("continueStream 2"));
    }
}
