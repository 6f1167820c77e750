package io.tollgate.abi.callout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.Block;
import io.tollgate.abi.ErrorAction;
import io.tollgate.abi.FakeHost;
import io.tollgate.abi.Header;
import io.tollgate.abi.Headers;
import io.tollgate.abi.HeadersAction;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.RequestHead;
import io.tollgate.abi.StreamSummary;
import io.tollgate.abi.Vm;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CalloutsTest {
    private static final int ROOT = 1;
    private static final int STREAM = 2;
    private final FakeHost host = new FakeHost();
    private final List<String> seen = new ArrayList<>();
    private PluginSetup setup;
    private Consumer<HttpStream> atHeaders = stream -> {};
    private Consumer<StreamSummary> atLog = summary -> {};
    private final Vm vm = new Vm(host, given -> new Caller());

    private final class Caller implements Plugin {
        @Override
        public void configure(PluginSetup given) {
            setup = given;
        }

        @Override
        public void onError(String callback, Throwable error) {
            seen.add("error in " + callback);
        }

        @Override
        public HttpFilter newHttpFilter(HttpStream stream) {
            return new HttpFilter() {
                @Override
                public HeadersAction onRequestHeaders(RequestHead head) {
                    atHeaders.accept(stream);
                    return HeadersAction.PAUSE;
                }

                @Override
                public void onLog(StreamSummary summary) {
                    atLog.accept(summary);
                }

                @Override
                public ErrorAction onError(String callback, Throwable error) {
                    seen.add("error in " + callback);
                    return ErrorAction.CONTINUE;
                }
            };
        }
    }

    @BeforeEach
    void start() {
        vm.onContextCreate(ROOT, 0);
        assertTrue(vm.onConfigure(ROOT));
        vm.onContextCreate(STREAM, ROOT);
    }

    private static GrpcCall call() {
        return GrpcCall.to("rls")
                .method("pkg.Service", "Do")
                .message(Utf8.encode("ask"))
                .timeoutMillis(200);
    }

    private GrpcStream opened;

    private GrpcListener teller() {
        return new GrpcListener() {
            @Override
            public void onMessage(Block message) {
                seen.add(message.text());
            }

            @Override
            public void onClose(int status, String message) {
                seen.add("close " + status);
            }
        };
    }

    private void note(GrpcResult result) {
        if (result instanceof GrpcResult.Message message) {
            seen.add("message " + message.bytes().text());
        } else if (result instanceof GrpcResult.Failure failure) {
            seen.add(
                    "failure " + failure.status() + " " + failure.message() + " " + failure.sent());
        }
    }

    @Test
    void aUnaryCallGivesItsAnswerOnce() {
        atHeaders =
                stream ->
                        stream.callouts()
                                .send(
                                        call(),
                                        result -> {
                                            note(result);
                                            stream.resumeRequest();
                                        });
        assertEquals(1, vm.onRequestHeaders(STREAM, true));
        assertTrue(host.called("grpcCall pkg.Service Do ask 200"));
        host.buffers.put(HostPort.GRPC_MESSAGE, Utf8.encode("yes"));
        vm.onGrpcReceive(ROOT, 5, 3);
        vm.onGrpcReceive(ROOT, 5, 3);
        vm.onGrpcClose(ROOT, 5, 0);
        assertEquals(List.of("message yes"), seen);
        assertEquals(
                List.of("setEffectiveContext 2", "continueStream 0"), host.calls.subList(2, 4));
        assertEquals(0, host.liveBlocks());
    }

    @Test
    void aFailedUnaryCallSaysWhy() {
        atHeaders = stream -> stream.callouts().send(call(), this::note);
        vm.onRequestHeaders(STREAM, true);
        host.callMessage = "upstream request timeout{response_timeout}";
        vm.onGrpcClose(ROOT, 5, 14);
        assertEquals(List.of("failure 14 upstream request timeout{response_timeout} true"), seen);
    }

    @Test
    void aRefusedCallFailsWhenTheCallbackIsOverAndItsPauseDoesNotHang() {
        host.refusals.put("grpcCall", 10);
        atHeaders =
                stream -> {
                    stream.callouts()
                            .send(
                                    call(),
                                    result -> {
                                        note(result);
                                        stream.resumeRequest();
                                    });
                    seen.add("sent");
                };
        assertEquals(0, vm.onRequestHeaders(STREAM, true));
        vm.onGrpcClose(ROOT, 0x5ca1ab1e, 14);
        assertEquals(
                List.of("sent", "failure 14 refused by the host: INTERNAL_FAILURE false"), seen);
    }

    @Test
    void aHandlerThatKeepsSendingRefusedCallsDoesNotKeepTheVm() {
        host.refusals.put("grpcCall", 10);
        Runnable[] again = new Runnable[1];
        again[0] = () -> setup.callouts().send(call(), result -> again[0].run());
        atHeaders = stream -> again[0].run();
        assertEquals(1, vm.onRequestHeaders(STREAM, true));
        assertTrue(host.calls.size() < 1000);
    }

    @Test
    void resultsOfDeletedStreamsAreDropped() {
        atHeaders = stream -> stream.callouts().send(call(), this::note);
        vm.onRequestHeaders(STREAM, true);
        vm.onDelete(STREAM);
        vm.onGrpcReceive(ROOT, 5, 0);
        assertEquals(List.of(), seen);
    }

    @Test
    void aCallSentFromOnLogThroughThePluginOutlivesTheStream() {
        atLog = summary -> setup.callouts().send(call(), this::note);
        vm.onLog(STREAM);
        vm.onDelete(STREAM);
        assertEquals("setEffectiveContext 1", host.calls.get(0));
        vm.onGrpcReceive(ROOT, 5, 0);
        assertEquals(List.of("message "), seen);
    }

    @Test
    void anExceptionInAHandlerBelongsToTheStream() {
        atHeaders =
                stream ->
                        stream.callouts()
                                .send(
                                        call(),
                                        result -> {
                                            throw new IllegalStateException();
                                        });
        vm.onRequestHeaders(STREAM, true);
        vm.onGrpcClose(ROOT, 5, 2);
        assertEquals(List.of("error in onGrpcClose"), seen);
        assertTrue(host.called("continueStream 0"));
    }

    @Test
    void anExceptionInAHandlerOfThePluginIsToldToThePlugin() {
        setup.callouts()
                .send(
                        call(),
                        result -> {
                            throw new IllegalStateException();
                        });
        vm.onGrpcClose(ROOT, 5, 2);
        assertEquals(List.of("error in onGrpcClose"), seen);
    }

    @Test
    void aCancelledCallHasNoResult() {
        Callout sent = setup.callouts().send(call(), this::note);
        sent.cancel();
        sent.cancel();
        vm.onGrpcClose(ROOT, 5, 1);
        assertEquals(List.of(), seen);
        assertEquals(1, host.calls.stream().filter("grpcCancel 5"::equals).count());
    }

    @Test
    void anHttpCallGivesHeadersBodyAndTrailers() {
        HttpCall call =
                HttpCall.post("auth", "/check")
                        .authority("a")
                        .header("x-id", "7")
                        .body(Utf8.encode("who"))
                        .timeoutMillis(50);
        setup.callouts()
                .send(
                        call,
                        result -> {
                            HttpResult.Response response = (HttpResult.Response) result;
                            seen.add(
                                    response.status()
                                            + " "
                                            + response.body().text()
                                            + " "
                                            + response.headers().first("X-Is").get()
                                            + " "
                                            + response.trailers().size());
                        });
        assertTrue(host.calls.get(host.calls.size() - 1).endsWith("who 50"));
        host.maps.put(
                HostPort.HTTP_CALL_HEADERS,
                List.of(new Header(":status", "204"), new Header("x-is", "me")));
        host.buffers.put(HostPort.HTTP_CALL_BODY, Utf8.encode("you"));
        vm.onHttpCallResponse(ROOT, 5, 2, 3);
        assertEquals(List.of("204 you me 0"), seen);
        assertEquals(0, host.liveBlocks());
    }

    @Test
    void aFailedHttpCallSaysSo() {
        host.callMessage = "reset";
        setup.callouts().send(HttpCall.get("auth", "/"), result -> seen.add(result.toString()));
        vm.onHttpCallResponse(ROOT, 5, 0, 0);
        assertEquals(List.of("Failure[message=reset, sent=true]"), seen);
    }

    @Test
    void aGrpcStreamIsCancelledWhenItsStreamIsDeleted() {
        atHeaders = stream -> opened = stream.callouts().open(call(), teller());
        vm.onRequestHeaders(STREAM, true);
        vm.onDelete(STREAM);
        assertEquals("grpcCancel 5", host.calls.get(host.calls.size() - 1));
        vm.onGrpcReceive(ROOT, 5, 3);
        vm.onGrpcClose(ROOT, 5, 1);
        assertEquals(List.of(), seen);
        assertFalse(opened.send(Utf8.encode("late")));
    }

    @Test
    void aGrpcStreamThatIsOverIsNotCancelled() {
        atHeaders = stream -> stream.callouts().open(call(), teller());
        vm.onRequestHeaders(STREAM, true);
        vm.onGrpcClose(ROOT, 5, 0);
        vm.onDelete(STREAM);
        assertEquals(List.of("close 0"), seen);
        assertFalse(host.called("grpcCancel 5"));
    }

    @Test
    void aGrpcStreamOfThePluginOutlivesTheStreamThatOpenedIt() {
        atHeaders = stream -> setup.callouts().open(call(), teller());
        vm.onRequestHeaders(STREAM, true);
        vm.onDelete(STREAM);
        assertFalse(host.called("grpcCancel 5"));
        vm.onGrpcClose(ROOT, 5, 0);
        assertEquals(List.of("close 0"), seen);
    }

    @Test
    void aGrpcStreamGivesMessagesMetadataAndOneClose() {
        GrpcStream stream =
                setup.callouts()
                        .open(
                                call(),
                                new GrpcListener() {
                                    @Override
                                    public void onInitialMetadata(Headers metadata) {
                                        seen.add("initial " + metadata.size());
                                    }

                                    @Override
                                    public void onMessage(Block message) {
                                        seen.add(message.text());
                                    }

                                    @Override
                                    public void onTrailingMetadata(Headers metadata) {
                                        seen.add("trailing " + metadata.size());
                                    }

                                    @Override
                                    public void onClose(int status, String message) {
                                        seen.add("close " + status);
                                    }
                                });
        assertTrue(stream.send(Utf8.encode("one")));
        assertTrue(stream.sendLast(Utf8.encode("two")));
        vm.onGrpcMetadata(ROOT, 5, false);
        host.buffers.put(HostPort.GRPC_MESSAGE, Utf8.encode("echo"));
        vm.onGrpcReceive(ROOT, 5, 4);
        vm.onGrpcReceive(ROOT, 5, 4);
        vm.onGrpcMetadata(ROOT, 5, true);
        vm.onGrpcClose(ROOT, 5, 0);
        vm.onGrpcClose(ROOT, 5, 0);
        assertEquals(List.of("initial 0", "echo", "echo", "trailing 0", "close 0"), seen);
        assertFalse(stream.send(Utf8.encode("late")));
        stream.close();
        stream.cancel();
        assertFalse(host.called("grpcCancel"));
    }
}
