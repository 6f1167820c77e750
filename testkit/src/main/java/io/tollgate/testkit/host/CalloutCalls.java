package io.tollgate.testkit.host;

import io.tollgate.testkit.GrpcRequest;
import io.tollgate.testkit.Header;
import io.tollgate.testkit.HttpMessage;
import java.util.ArrayList;
import java.util.List;

/** HTTP and gRPC callouts. */
public final class CalloutCalls {
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
        GrpcRequest request = request(service, method, metadata, message);
        Reply reply = callouts().grpc(target, request, timeoutMillis);
        return HostCalls.traced(
                vm, reply, "proxy_grpc_call", target, service, method, message, timeoutMillis);
    }

    private GrpcRequest request(String service, String method, byte[] metadata, byte[] message) {
        var now = vm.envoy().loop().wallClock();
        return new GrpcRequest(service, method, Pairs.decode(metadata), message, now);
    }

    /** proxy_grpc_stream: number = token. */
    public Reply stream(byte[] target, String service, String method, byte[] metadata) {
        GrpcRequest request = request(service, method, metadata, new byte[0]);
        Reply reply = callouts().streams().open(target, request);
        return HostCalls.traced(vm, reply, "proxy_grpc_stream", target, service, method);
    }

    /** proxy_grpc_send. */
    public Reply send(int token, byte[] message, boolean end) {
        Reply reply =
                GrpcStreams.isToken(token)
                        ? callouts().streams().send(token, message, end)
                        : Reply.failed(Reply.BAD_ARGUMENT);
        return HostCalls.traced(vm, reply, "proxy_grpc_send", token, message, end);
    }

    /** proxy_grpc_close: ends this half of a stream, and a unary call as a cancel does. */
    public Reply close(int token) {
        Reply reply =
                GrpcStreams.isToken(token)
                        ? callouts().streams().close(token)
                        : callouts().cancel(token);
        return HostCalls.traced(vm, reply, "proxy_grpc_close", token);
    }

    /** proxy_grpc_cancel. */
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
