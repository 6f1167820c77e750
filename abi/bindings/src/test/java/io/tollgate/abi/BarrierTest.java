package io.tollgate.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.host.OutOfLinearMemoryException;
import io.tollgate.abi.host.Status;
import org.junit.jupiter.api.Test;

/** What a filter or the host does at the worst moment: no stream hangs, nothing is thrown. */
final class BarrierTest {
    private static final int ROOT = 1;
    private static final int STREAM = 2;
    private final FakeHost host = new FakeHost();
    private final Scripted plugin = new Scripted();
    private final Vm vm = new Vm(host, setup -> plugin);

    /** An exception that throws when it is asked what it is. */
    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("twice");
        }
    }

    private static Object fail(Object event) {
        throw new Speechless();
    }

    private void start() {
        vm.onContextCreate(ROOT, 0);
        assertTrue(vm.onConfigure(ROOT));
        vm.onContextCreate(STREAM, ROOT);
    }

    private void replyAtHeaders(int status) {
        plugin.on(
                "onRequestHeaders",
                event -> {
                    plugin.stream.reply(LocalReply.of(status).body(new byte[9]));
                    return HeadersAction.PAUSE;
                });
    }

    @Test
    void aReplyThatMemoryHadNoRoomForStillEndsIn500() {
        start();
        replyAtHeaders(200);
        host.memoryFor = 1;
        assertEquals(1, vm.onRequestHeaders(STREAM, true));
        assertTrue(host.called("sendLocalResponse 500"), host.calls.toString());
    }

    @Test
    void anExceptionInTheOwnReplysHeadersLetsTheReplyOut() {
        start();
        replyAtHeaders(429);
        plugin.on("onResponseHeaders", BarrierTest::fail);
        vm.onRequestHeaders(STREAM, true);
        assertEquals(0, vm.onResponseHeaders(STREAM, false));
        assertFalse(host.called("sendLocalResponse 500"));
    }

    @Test
    void anExceptionAfterTheReplyResumesItWhereItIsPaused() {
        start();
        replyAtHeaders(429);
        plugin.on("onResponseHeaders", event -> HeadersAction.PAUSE);
        plugin.on("onResponseBody", BarrierTest::fail);
        vm.onRequestHeaders(STREAM, true);
        assertEquals(1, vm.onResponseHeaders(STREAM, false));
        assertEquals(0, vm.onResponseBody(STREAM, 4, true));
    }

    @Test
    void aRefusedReplyIsNoReply() {
        start();
        replyAtHeaders(200);
        host.refusals.put("sendLocalResponse", Status.INTERNAL_FAILURE);
        vm.onRequestHeaders(STREAM, true);
        assertTrue(host.called("closeStream 1"), host.calls.toString());
        assertEquals(0, host.liveBlocks());
    }

    @Test
    void anExceptionThatCannotBeToldStaysInside() {
        start();
        plugin.on("onRequestHeaders", BarrierTest::fail);
        plugin.on("onLog", BarrierTest::fail);
        plugin.on("onShutdown", BarrierTest::fail);
        assertEquals(1, vm.onRequestHeaders(STREAM, true));
        vm.onLog(STREAM);
        assertTrue(vm.onDone(ROOT));
        assertEquals(3, host.logs.size());
        assertTrue(host.logs.get(0).contains("onRequestHeaders"), host.logs.toString());
        assertEquals(3, plugin.errors);
    }

    @Test
    void aPluginThatCannotSayWhyItRefusesIsRefused() {
        plugin.on("configure", BarrierTest::fail);
        vm.onContextCreate(ROOT, 0);
        assertFalse(vm.onConfigure(ROOT));
    }

    @Test
    void causesThatGoRoundInACircleEnd() {
        start();
        plugin.on(
                "onRequestHeaders",
                event -> {
                    var first = new IllegalStateException("first");
                    first.initCause(new IllegalStateException("second", first));
                    throw first;
                });
        assertEquals(1, vm.onRequestHeaders(STREAM, true));
    }

    @Test
    void aFailingTcpFilterWhoseConnectionCannotBeClosedPasses() {
        start();
        plugin.on("onDownstreamData", BarrierTest::fail);
        host.refusals.put("closeStream", Status.INTERNAL_FAILURE);
        assertEquals(0, vm.onDownstreamData(STREAM, 4, false));
    }

    @Test
    void memoryForWhatTheHostReturnsRunsOut() {
        start();
        host.refusals.put("getHeaders", Status.INVALID_MEMORY_ACCESS);
        Throwable[] seen = new Throwable[1];
        plugin.on(
                "onRequestHeaders",
                event -> {
                    try {
                        plugin.stream.requestHeaders().toList();
                    } catch (OutOfLinearMemoryException full) {
                        seen[0] = full;
                    }
                    return HeadersAction.CONTINUE;
                });
        vm.onRequestHeaders(STREAM, true);
        assertTrue(seen[0].getMessage().contains("onRequestHeaders"), host.logs.toString());
    }
}
