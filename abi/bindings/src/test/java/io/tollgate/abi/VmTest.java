package io.tollgate.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VmTest {
    private static final int ROOT = 1;
    private static final int STREAM = 2;
    private final FakeHost host = new FakeHost();
    private final Scripted plugin = new Scripted();
    private final Vm vm = new Vm(host, setup -> plugin);

    private void start() {
        vm.onContextCreate(ROOT, 0);
        assertTrue(vm.onConfigure(ROOT));
        vm.onContextCreate(STREAM, ROOT);
    }

    private int drive(String callback) {
        return switch (callback) {
            case "onRequestHeaders" -> vm.onRequestHeaders(STREAM, false);
            case "onRequestBody" -> vm.onRequestBody(STREAM, 1, false);
            case "onRequestTrailers" -> vm.onRequestTrailers(STREAM);
            case "onResponseHeaders" -> vm.onResponseHeaders(STREAM, false);
            case "onResponseBody" -> vm.onResponseBody(STREAM, 1, false);
            case "onResponseTrailers" -> vm.onResponseTrailers(STREAM);
            default -> throw new IllegalArgumentException(callback);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onRequestHeaders",
                "onRequestBody",
                "onRequestTrailers",
                "onResponseHeaders",
                "onResponseBody",
                "onResponseTrailers"
            })
    void anExceptionBecomesALocal500AndTheFilterIsLeftOut(String callback) {
        start();
        plugin.on(
                callback,
                event -> {
                    throw new IllegalArgumentException("mine");
                });
        drive(callback);
        assertTrue(host.called("sendLocalResponse 500"));
        assertTrue(host.called("defineMetric 0 plugin_errors"));
        assertTrue(host.called("incrementMetric 4 1"));
        assertTrue(
                host.logs
                        .get(0)
                        .contains(callback + " failed: java.lang.IllegalArgumentException: mine"));
        assertEquals(1, plugin.errors);
        assertEquals(0, drive(callback));
        assertEquals(1, plugin.errors);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onRequestHeaders",
                "onRequestBody",
                "onRequestTrailers",
                "onResponseHeaders",
                "onResponseBody",
                "onResponseTrailers"
            })
    void anExceptionLetsTheStreamGoOnWhereTheFilterSaysSo(String callback) {
        start();
        plugin.onError = ErrorAction.CONTINUE;
        plugin.on(
                callback,
                event -> {
                    throw new StackOverflowError();
                });
        assertEquals(0, drive(callback));
        assertFalse(host.called("sendLocalResponse"));
    }

    @Test
    void anExceptionInTheResponseResumesAPausedRequest() {
        start();
        plugin.onError = ErrorAction.CONTINUE;
        plugin.on("onRequestHeaders", event -> HeadersAction.PAUSE);
        plugin.on(
                "onResponseHeaders",
                event -> {
                    throw new IllegalStateException();
                });
        assertEquals(1, vm.onRequestHeaders(STREAM, false));
        assertEquals(0, vm.onResponseHeaders(STREAM, false));
        assertTrue(host.called("continueStream 0"));
    }

    @Test
    void onLogComesAlsoAfterAnException() {
        start();
        List<String> seen = new ArrayList<>();
        plugin.on(
                "onRequestHeaders",
                event -> {
                    throw new IllegalStateException();
                });
        plugin.on("onLog", event -> seen.add("log"));
        vm.onRequestHeaders(STREAM, true);
        vm.onLog(STREAM);
        assertEquals(List.of("log"), seen);
    }

    @Test
    void onLogComesOnceAndWithoutHeadersToo() {
        start();
        List<String> seen = new ArrayList<>();
        plugin.on("onLog", event -> seen.add("log"));
        vm.onLog(STREAM);
        vm.onLog(STREAM);
        vm.onDelete(STREAM);
        vm.onLog(STREAM);
        assertEquals(List.of("log"), seen);
    }

    @Test
    void anExceptionInOnLogMakesNoReply() {
        start();
        plugin.on(
                "onLog",
                event -> {
                    throw new IllegalStateException();
                });
        vm.onLog(STREAM);
        assertFalse(host.called("sendLocalResponse"));
        assertEquals(1, plugin.errors);
    }

    @Test
    void callbacksOfUnknownContextsDoNothing() {
        start();
        assertEquals(0, vm.onRequestHeaders(99, true));
        assertEquals(0, vm.onNewConnection(99));
        vm.onLog(99);
        vm.onDelete(99);
        vm.onTick(99);
        vm.onGrpcClose(ROOT, 5, 14);
        vm.onGrpcReceive(ROOT, 5, 3);
        vm.onHttpCallResponse(ROOT, 4, 1, 2);
        vm.onGrpcMetadata(ROOT, 6, true);
        vm.onQueueReady(ROOT, 9);
        assertTrue(vm.onDone(99));
        assertFalse(vm.onConfigure(99));
        assertEquals(List.of(), host.calls);
    }

    @Test
    void streamsBeforeConfigurationPass() {
        vm.onContextCreate(ROOT, 0);
        vm.onContextCreate(STREAM, ROOT);
        assertEquals(0, vm.onRequestHeaders(STREAM, true));
        vm.onLog(STREAM);
        assertEquals(List.of(), host.calls);
    }

    @Test
    void everyRootHasAPluginOfItsOwn() {
        List<Scripted> made = new ArrayList<>();
        Vm shared =
                new Vm(
                        host,
                        setup -> {
                            made.add(new Scripted());
                            return made.get(made.size() - 1);
                        });
        for (int root = 1; root <= 2; root++) {
            shared.onContextCreate(root, 0);
            shared.onConfigure(root);
        }
        shared.onContextCreate(10, 2);
        made.get(1).on("onRequestHeaders", event -> HeadersAction.PAUSE);
        assertEquals(1, shared.onRequestHeaders(10, true));
        shared.onDelete(1);
        assertEquals(1, shared.onRequestHeaders(10, true));
    }

    @Test
    void resumingInsideTheOwnCallbackTurnsThePauseIntoContinue() {
        start();
        plugin.on(
                "onRequestHeaders",
                event -> {
                    plugin.stream.resumeRequest();
                    return HeadersAction.PAUSE;
                });
        assertEquals(0, vm.onRequestHeaders(STREAM, true));
        assertFalse(host.called("continueStream"));
    }

    @Test
    void onlyWhatIsPausedIsResumed() {
        start();
        plugin.on("onRequestHeaders", event -> HeadersAction.PAUSE);
        vm.onRequestHeaders(STREAM, true);
        vm.onTick(ROOT);
        assertTrue(plugin.stream.resumeRequest());
        assertFalse(plugin.stream.resumeRequest());
        assertFalse(plugin.stream.resumeResponse());
        assertEquals(
                1, host.calls.stream().filter(call -> call.startsWith("continueStream")).count());
    }

    @Test
    void anAnsweredStreamIsNeitherAnsweredNorResumedAgain() {
        start();
        plugin.on("onRequestHeaders", event -> HeadersAction.PAUSE);
        vm.onRequestHeaders(STREAM, true);
        assertTrue(
                plugin.stream.reply(LocalReply.of(429).header("Retry-After", "1").details("over")));
        assertFalse(plugin.stream.reply(LocalReply.of(200)));
        assertFalse(plugin.stream.resumeRequest());
        assertEquals(0, host.liveBlocks());
    }

    @Test
    void aStreamThatTheHostForgotIsGone() {
        start();
        plugin.on("onRequestHeaders", event -> HeadersAction.PAUSE);
        vm.onRequestHeaders(STREAM, true);
        host.gone.add(STREAM);
        vm.onTick(ROOT);
        assertFalse(plugin.stream.resumeRequest());
        assertFalse(plugin.stream.isOpen());
        assertFalse(plugin.stream.reply(LocalReply.of(500)));
    }

    @Test
    void aDeferredShutdownTellsTheHostWhenItIsOver() {
        start();
        Completion later = Completion.later();
        plugin.on("onShutdown", event -> later);
        assertFalse(vm.onDone(ROOT));
        vm.onTick(ROOT);
        later.finish();
        later.finish();
        assertEquals(1, host.calls.stream().filter("done"::equals).count());
    }

    @Test
    void aShutdownFinishedBeforeTheHostAsksIsOver() {
        start();
        Completion later = Completion.later();
        later.finish();
        plugin.on("onShutdown", event -> later);
        assertTrue(vm.onDone(ROOT));
        assertFalse(host.called("done"));
    }
}
