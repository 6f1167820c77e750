package io.tollgate.testkit.host;

import io.tollgate.testkit.GrpcRequest;
import io.tollgate.testkit.Header;
import io.tollgate.testkit.HttpMessage;
import java.util.ArrayList;
import java.util.List;

/** HTTP and gRPC callouts. */
public final class CalloutCalls {
    private static final int STREAM_KIND = 2;
    private final Vm vm;

    CalloutCalls(Vm vm) {
        this.vm = vm;
    }

    private Callouts callouts() {
        return vm.effective().orElseThrow().root().callouts();
    }

    /** proxy_http_call: number = token. */
    public Reply http(
            String cluster, byte[] headers, byte[] body, byte[] trailers, int timeoutMillis) {
        List<Header> fields = new ArrayList<>(Pairs.decode(headers));
        if (body.length > 0) {
            fields.removeIf(h -> h.name().equals("content-length"));
            fields.add(new Header("content-length", Integer.toString(body.length)));
        }
        HttpMessage request = new HttpMessage(List.copyOf(fields), body, Pairs.decode(trailers));
        Reply reply = callouts().http(cluster, request, timeoutMillis);
        return HostCalls.traced(vm, reply, "proxy_http_call", cluster, fields, body, timeoutMillis);
    }

    /** proxy_grpc_call: number = token. */
    public Reply grpc(
            byte[] target,
            String service,
            String method,
            byte[] metadata,
            byte[] message,
            int timeoutMillis) {
        GrpcRequest request =
                new GrpcRequest(
                        service,
                        method,
                        Pairs.decode(metadata),
                        message,
                        vm.envoy().loop().wallClock());
        Reply reply = callouts().grpc(target, request, timeoutMillis);
        return HostCalls.traced(
                vm, reply, "proxy_grpc_call", target, service, method, message, timeoutMillis);
    }

    /** proxy_grpc_stream. */
    public Reply stream() {
        return ofStream("proxy_grpc_stream", STREAM_KIND);
    }

    /** proxy_grpc_send. */
    public Reply send(int token) {
        return ofStream("proxy_grpc_send", token);
    }

    private Reply ofStream(String call, int token) {
        if ((token & 3) == STREAM_KIND) {
            throw vm.envoy().lacks(call);
        }
        return HostCalls.traced(vm, Reply.failed(Reply.BAD_ARGUMENT), call, token);
    }

    /** proxy_grpc_cancel and proxy_grpc_close: both end a unary call. */
    public Reply cancel(int token) {
        return HostCalls.traced(vm, callouts().cancel(token), "proxy_grpc_cancel", token);
    }

    /** proxy_get_status: number = code, bytes = message. */
    public Reply status() {
        Reply reply =
                new Reply(
                        Reply.OK, Pairs.utf8(callouts().statusMessage()), callouts().statusCode());
        return HostCalls.traced(vm, reply, "proxy_get_status");
    }
}
