package io.tollgate.abi.callout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.Header;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.wire.Utf8;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CalloutsTest extends CalloutRig {
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
}
