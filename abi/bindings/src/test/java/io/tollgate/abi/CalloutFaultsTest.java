package io.tollgate.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.callout.GrpcCall;
import io.tollgate.abi.callout.HttpCall;
import io.tollgate.abi.host.OutOfLinearMemoryException;
import io.tollgate.abi.host.StreamGoneException;
import io.tollgate.abi.state.Lifespan;
import io.tollgate.abi.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of filters that failed or are gone, and calls that memory has no room for. */
final class CalloutFaultsTest {
    private static final int ROOT = 1;
    private static final int STREAM = 2;
    private final FakeHost host = new FakeHost();
    private final Scripted plugin = new Scripted();
    private final Vm vm = new Vm(host, setup -> plugin);
    private final List<Object> seen = new ArrayList<>();

    @BeforeEach
    void start() {
        vm.onContextCreate(ROOT, 0);
        assertTrue(vm.onConfigure(ROOT));
        vm.onContextCreate(STREAM, ROOT);
    }

    private static GrpcCall call() {
        return GrpcCall.to("rls").method("pkg.Service", "Do").message(Utf8.encode("ask"));
    }

    private void sendAndThrow() {
        plugin.on(
                "onRequestHeaders",
                event -> {
                    plugin.stream.callouts().send(call(), seen::add);
                    throw new IllegalStateException();
                });
        vm.onRequestHeaders(STREAM, true);
    }

    @Test
    void aFilterThatFailedGetsNoMoreResults() {
        sendAndThrow();
        vm.onGrpcReceive(ROOT, 5, 0);
        assertEquals(List.of(), seen);
    }

    @Test
    void aFilterThatFailedGetsNoRefusalsEither() {
        host.refusals.put("grpcCall", 10);
        sendAndThrow();
        assertEquals(List.of(), seen);
    }

    @Test
    void aCallThatMemoryHadNoRoomForLeavesNothingBehind() {
        host.memoryFor = 200;
        var callouts = plugin.setup.callouts();
        HttpCall large = HttpCall.post("auth", "/check").authority("a").body(new byte[300]);
        assertThrows(OutOfLinearMemoryException.class, () -> callouts.send(large, seen::add));
        GrpcCall longMessage = call().message(new byte[300]);
        assertThrows(OutOfLinearMemoryException.class, () -> callouts.send(longMessage, seen::add));
        GrpcCall longMetadata = call().metadata("x", "y".repeat(300));
        assertThrows(OutOfLinearMemoryException.class, () -> callouts.open(longMetadata, null));
        assertEquals(0, host.liveBlocks());
    }

    @Test
    void aCallOfAStreamThatIsGoneLeavesNothingBehind() {
        vm.onRequestHeaders(STREAM, true);
        vm.onDelete(STREAM);
        HttpStream kept = plugin.stream;
        assertThrows(StreamGoneException.class, () -> kept.filterState().put("a", "b"));
        assertThrows(
                StreamGoneException.class,
                () -> kept.filterState().putObject("a", "b", Lifespan.REQUEST));
        assertThrows(StreamGoneException.class, kept::clearRouteCache);
        assertThrows(StreamGoneException.class, () -> kept.requestHeaders().replaceAll(List.of()));
        assertEquals(0, host.liveBlocks());
    }
}
