package io.tollgate.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BodyTest {
    private static final int STREAM = 2;
    private final FakeHost host = new FakeHost();
    private final Scripted plugin = new Scripted();
    private final Vm vm = new Vm(host, setup -> plugin);

    @BeforeEach
    void start() {
        vm.onContextCreate(1, 0);
        assertTrue(vm.onConfigure(1));
        vm.onContextCreate(STREAM, 1);
        host.buffers.put(HostPort.REQUEST_BODY, Utf8.encode("body"));
        host.buffers.put(HostPort.RESPONSE_BODY, Utf8.encode("answer"));
    }

    @Test
    void bytesAreReadInPlaceAndAsACopy() {
        List<String> seen = new ArrayList<>();
        plugin.on(
                "onRequestBody",
                event -> {
                    Body body = (Body) event;
                    Block block = body.block(1, 2);
                    seen.add(
                            body.available()
                                    + " "
                                    + body.endOfStream()
                                    + " "
                                    + block.text()
                                    + " "
                                    + Utf8.decode(body.bytes()));
                    return BodyAction.CONTINUE;
                });
        assertEquals(0, vm.onRequestBody(STREAM, 4, true));
        assertEquals(List.of("4 true od body"), seen);
        assertEquals(1, host.liveBlocks());
        vm.onDelete(STREAM);
        assertEquals(0, host.liveBlocks());
    }

    @Test
    void nothingAvailableAsksTheHostNothing() {
        plugin.on(
                "onRequestBody",
                event -> {
                    assertEquals(0, ((Body) event).block().length());
                    assertEquals(0, ((Body) event).block(9, 1).length());
                    return BodyAction.CONTINUE;
                });
        vm.onRequestBody(STREAM, 0, true);
        assertFalse(host.called("getBuffer "));
    }

    @Test
    void ownCopyIsPutBackInOrder() {
        List<Block> kept = new ArrayList<>();
        plugin.on(
                "onRequestBody",
                event -> {
                    Body body = (Body) event;
                    kept.add(body.block());
                    body.drop(body.available());
                    if (!body.endOfStream()) {
                        return BodyAction.PAUSE_WITHOUT_BUFFER;
                    }
                    body.append(kept);
                    kept.forEach(Block::free);
                    return BodyAction.PAUSE_AND_WATERMARK;
                });
        assertEquals(3, vm.onRequestBody(STREAM, 4, false));
        host.buffers.put(HostPort.REQUEST_BODY, Utf8.encode(" and more"));
        assertEquals(2, vm.onRequestBody(STREAM, 9, true));
        assertEquals("body and more", Utf8.decode(host.buffers.get(HostPort.REQUEST_BODY)));
        assertEquals(0, host.liveBlocks());
    }

    @Test
    void replacingPrependingAndDropping() {
        plugin.on(
                "onResponseBody",
                event -> {
                    Body body = (Body) event;
                    body.replaceAll(Utf8.encode("middle"));
                    body.prepend(Utf8.encode("<<"));
                    body.append(Utf8.encode(">"));
                    body.drop(1);
                    assertEquals(8, body.available());
                    return BodyAction.CONTINUE;
                });
        vm.onResponseBody(STREAM, 6, false);
        assertEquals("<middle>", Utf8.decode(host.buffers.get(HostPort.RESPONSE_BODY)));
        assertEquals(0, host.liveBlocks());
    }

    @ParameterizedTest
    @EnumSource(BodyAction.class)
    void afterItsCallbackABodyIsOpenOnlyIfTheHostBuffersIt(BodyAction action) {
        plugin.on("onRequestBody", event -> action);
        vm.onRequestBody(STREAM, 4, false);
        host.calls.clear();
        vm.onTick(1);
        if (action == BodyAction.PAUSE_AND_BUFFER) {
            assertEquals(4, plugin.stream.requestBody().available());
            plugin.stream.resumeRequest();
            host.calls.clear();
        }
        var refused =
                assertThrows(
                        IllegalStateException.class, () -> plugin.stream.requestBody().bytes());
        assertTrue(refused.getMessage().contains("onTick"));
        assertEquals(List.of(), host.calls);
    }

    @Test
    void aBufferedBodyIsOpenInTheTrailersCallbackAndAfterIt() {
        plugin.on("onRequestBody", event -> BodyAction.PAUSE_AND_BUFFER);
        plugin.on(
                "onRequestTrailers",
                event -> {
                    assertEquals(4, plugin.stream.requestBody().bytes().length);
                    return TrailersAction.PAUSE;
                });
        vm.onRequestBody(STREAM, 4, false);
        assertEquals(1, vm.onRequestTrailers(STREAM));
        vm.onTick(1);
        assertEquals(4, plugin.stream.requestBody().bytes().length);
    }

    @Test
    void noBodyIsOpenInOnLog() {
        plugin.on("onRequestBody", event -> BodyAction.PAUSE_AND_BUFFER);
        plugin.on("onLog", event -> plugin.stream.requestBody().bytes());
        vm.onRequestBody(STREAM, 4, false);
        host.calls.clear();
        vm.onLog(STREAM);
        assertFalse(host.called("getBuffer"));
        assertEquals(1, plugin.errors);
    }

    @Test
    void headersCallbacksHaveNoBody() {
        plugin.on("onRequestHeaders", event -> plugin.stream.requestBody().bytes());
        vm.onRequestHeaders(STREAM, false);
        assertFalse(host.called("getBuffer"));
        assertEquals(1, plugin.errors);
    }

    @Test
    void aFreedBlockCannotBeRead() {
        Block block = Block.of(new byte[9]);
        block.free();
        block.free();
        assertThrows(IllegalStateException.class, () -> block.at(0));
        assertThrows(IllegalStateException.class, () -> block.longAt(0));
        assertThrows(IllegalStateException.class, () -> block.copyTo(0, new byte[1], 0, 1));
    }

    @Test
    void longsAreLittleEndianFromAnyIndex() {
        Block block = Block.of(new byte[] {9, 1, 2, 3, 4, 5, 6, 7, (byte) 0x88});
        assertEquals(0x8807060504030201L, block.longAt(1));
    }

    @Test
    void aScopeFreesWhatIsLeft() {
        BlockScope scope = new BlockScope();
        ArrayBlock first = new ArrayBlock(new byte[1]);
        ArrayBlock second = new ArrayBlock(new byte[1]);
        ArrayBlock third = new ArrayBlock(new byte[1]);
        scope.adopt(first);
        scope.adopt(second);
        scope.adopt(third);
        second.free();
        assertFalse(first.isFreed());
        new BlockScope().adopt(first);
        scope.freeAll();
        assertFalse(first.isFreed());
        assertTrue(third.isFreed());
    }
}
