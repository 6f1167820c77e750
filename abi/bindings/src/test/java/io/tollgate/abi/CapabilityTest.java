package io.tollgate.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.callout.HttpCall;
import io.tollgate.abi.callout.HttpResult;
import io.tollgate.abi.host.HostCallException;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.wire.Utf8;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may be done in which callback: elsewhere it throws, and the message names the callback. */
final class CapabilityTest {
    private static final int ROOT = 1;
    private static final int STREAM = 2;
    private static final int TOKEN = 5;
    private static final String REQUEST =
            "onRequestHeaders onHttpCallResponse onRequestBody onRequestTrailers";

    private final FakeHost host = new FakeHost();
    private final Scripted plugin = new Scripted();
    private final Vm vm = new Vm(host, setup -> plugin);
    private final Map<String, String> seen = new LinkedHashMap<>();
    private HttpResult.Response answer;
    private Block freed;

    /** Since when there is something to ask, where it may be asked, and the question. */
    @SuppressWarnings("ImmutableEnumChecker") // an unchangeable list, and lambdas without state
    enum Row {
        CONFIGURATION("configure", "configure", test -> test.plugin.setup.configuration()),
        VM_CONFIGURATION("configure", "configure", test -> test.plugin.setup.vmConfiguration()),
        REQUEST_BODY(
                "onRequestHeaders",
                "onRequestBody",
                test -> test.plugin.stream.requestBody().bytes()),
        REQUEST_BODY_CHANGED(
                "onRequestHeaders",
                "onRequestBody",
                test -> test.plugin.stream.requestBody().append(new byte[1])),
        RESPONSE_BODY(
                "onRequestHeaders",
                "onResponseBody",
                test -> test.plugin.stream.responseBody().block()),
        REQUEST_HEADERS(
                "onRequestHeaders",
                REQUEST + " onLog",
                test -> test.plugin.stream.requestHeaders().toList()),
        ONE_REQUEST_HEADER(
                "onRequestHeaders",
                REQUEST + " onLog",
                test -> test.plugin.stream.requestHeaders().first("accept")),
        CALL_STATUS("onHttpCallResponse", "onHttpCallResponse", test -> test.answer.status()),
        CALL_HEADERS(
                "onHttpCallResponse", "onHttpCallResponse", test -> test.answer.headers().toList()),
        CALL_TRAILERS(
                "onHttpCallResponse",
                "onHttpCallResponse",
                test -> test.answer.trailers().first("grpc-status")),
        CALL_BODY("onHttpCallResponse", "onHttpCallResponse", test -> test.answer.body().text()),
        FREED_BLOCK("onRequestBody", "", test -> test.freed.toByteArray()),
        BYTE_OF_A_FREED_BLOCK("onRequestBody", "", test -> test.freed.at(0)),
        PROPERTY_OF_A_STREAM_GONE(
                "onShutdown", "", test -> test.plugin.stream.properties().text("request", "id")),
        HEADER_OF_A_STREAM_GONE(
                "onShutdown", "", test -> test.plugin.stream.requestHeaders().first("accept")),
        FILTER_STATE_OF_A_STREAM_GONE(
                "onShutdown", "", test -> test.plugin.stream.filterState().put("a", "b")),
        CALL_OF_A_STREAM_GONE("onShutdown", "", test -> test.call(result -> {}));

        private final String since;
        private final List<String> allowed;
        private final Consumer<CapabilityTest> use;

        Row(String since, String allowed, Consumer<CapabilityTest> use) {
            this.since = since;
            this.allowed = List.of(allowed.split(" "));
            this.use = use;
        }
    }

    @ParameterizedTest
    @EnumSource(Row.class)
    void whatACallbackCannotDoThrowsWithTheCallbacksName(Row row) {
        live(row);
        assertTrue(seen.containsKey(row.since), () -> "asked in " + seen.keySet());
        seen.forEach(
                (callback, outcome) -> {
                    if (row.allowed.contains(callback)) {
                        assertEquals("", outcome, callback);
                    } else {
                        assertTrue(outcome.contains("in " + callback), callback + ": " + outcome);
                    }
                });
    }

    /** Those that may come too late say so by their result. */
    @Test
    void aStreamWhoseLogIsWrittenIsNeitherAnsweredNorResumedNorReset() {
        List<Boolean> done = new ArrayList<>();
        plugin.on("onRequestHeaders", event -> HeadersAction.PAUSE);
        plugin.on(
                "onLog",
                event -> {
                    done.add(plugin.stream.reply(LocalReply.of(200)));
                    done.add(plugin.stream.resumeRequest());
                    done.add(plugin.stream.resumeResponse());
                    done.add(plugin.stream.reset());
                    return null;
                });
        vm.onContextCreate(ROOT, 0);
        vm.onConfigure(ROOT);
        vm.onContextCreate(STREAM, ROOT);
        vm.onRequestHeaders(STREAM, false);
        vm.onLog(STREAM);
        assertEquals(List.of(false, false, false, false), done);
        assertEquals(List.of(), host.logs);
    }

    /** The whole life of a plugin and a stream, the row's question asked in each callback. */
    private void live(Row row) {
        Consumer<String> ask = callback -> ask(row, callback);
        script(ask);
        host.buffers.put(HostPort.PLUGIN_CONFIGURATION, Utf8.encode("{}"));
        vm.onContextCreate(ROOT, 0);
        assertTrue(vm.onConfigure(ROOT), () -> host.logs.toString());
        plugin.setup.timers().every(10, () -> ask.accept("onTick"));
        plugin.setup.queues().register("jobs", queue -> ask.accept("onQueueReady"));
        vm.onContextCreate(STREAM, ROOT);
        request();
        response();
        host.nanos += 10_000_000;
        vm.onTick(ROOT);
        vm.onQueueReady(ROOT, 77);
        host.maps.put(HostPort.REQUEST_HEADERS, List.of(new Header("accept", "a")));
        vm.onLog(STREAM);
        vm.onDelete(STREAM);
        vm.onDone(ROOT);
        assertEquals(List.of(), host.logs);
    }

    private void script(Consumer<String> ask) {
        plugin.on("configure", event -> asked(ask, "configure", null));
        plugin.on("onRequestHeaders", event -> begin(ask));
        plugin.on("onRequestBody", event -> body(ask, (Body) event));
        plugin.on(
                "onRequestTrailers",
                event -> asked(ask, "onRequestTrailers", TrailersAction.CONTINUE));
        plugin.on(
                "onResponseHeaders",
                event -> asked(ask, "onResponseHeaders", HeadersAction.CONTINUE));
        plugin.on("onResponseBody", event -> asked(ask, "onResponseBody", BodyAction.CONTINUE));
        plugin.on(
                "onResponseTrailers",
                event -> asked(ask, "onResponseTrailers", TrailersAction.CONTINUE));
        plugin.on("onLog", event -> asked(ask, "onLog", null));
        plugin.on("onShutdown", event -> asked(ask, "onShutdown", Completion.now()));
    }

    private static Object asked(Consumer<String> ask, String callback, Object result) {
        ask.accept(callback);
        return result;
    }

    private HeadersAction begin(Consumer<String> ask) {
        call(
                result -> {
                    answer = (HttpResult.Response) result;
                    ask.accept("onHttpCallResponse");
                });
        ask.accept("onRequestHeaders");
        return HeadersAction.PAUSE;
    }

    private BodyAction body(Consumer<String> ask, Body body) {
        freed = body.block();
        freed.free();
        ask.accept("onRequestBody");
        return BodyAction.CONTINUE;
    }

    private void call(Consumer<HttpResult> handler) {
        plugin.stream.callouts().send(HttpCall.get("a", "/").authority("a"), handler);
    }

    private void ask(Row row, String callback) {
        if (seen.isEmpty() && !row.since.equals(callback)) {
            return;
        }
        try {
            row.use.accept(this);
            seen.put(callback, "");
        } catch (IllegalStateException | HostCallException refused) {
            seen.put(callback, refused.getMessage());
        }
    }

    private void request() {
        host.maps.put(HostPort.REQUEST_HEADERS, List.of(new Header("accept", "a")));
        host.buffers.put(HostPort.REQUEST_BODY, Utf8.encode("body"));
        vm.onRequestHeaders(STREAM, false);
        host.maps.put(HostPort.HTTP_CALL_HEADERS, List.of(new Header(":status", "200")));
        host.buffers.put(HostPort.HTTP_CALL_BODY, Utf8.encode("yes"));
        vm.onHttpCallResponse(ROOT, TOKEN, 1, 3);
        vm.onRequestBody(STREAM, 4, false);
        vm.onRequestTrailers(STREAM);
        host.maps.remove(HostPort.REQUEST_HEADERS);
    }

    private void response() {
        host.buffers.put(HostPort.RESPONSE_BODY, Utf8.encode("answer"));
        vm.onResponseHeaders(STREAM, false);
        vm.onResponseBody(STREAM, 6, false);
        vm.onResponseTrailers(STREAM);
    }
}
