package io.tollgate.testkit.plain;

import io.tollgate.abi.Plugin;
import io.tollgate.testkit.host.EnvoyModel;
import io.tollgate.testkit.host.Guest;
import io.tollgate.testkit.host.HostCalls;
import io.tollgate.testkit.host.Vm;
import java.util.function.Supplier;

/**
 * A plugin under the bindings' own runtime. Exports what a module made with the bindings exports.
 */
public final class PlainGuest implements Guest {
    private final io.tollgate.abi.Vm runtime;
    private final EnvoyModel model;

    /** A runtime with its own plugin objects. */
    public PlainGuest(Supplier<? extends Plugin> plugins, Vm vm) {
        model = vm.envoy();
        runtime = new io.tollgate.abi.Vm(new PlainPort(HostCalls.of(vm)), setup -> plugins.get());
    }

    @Override
    public boolean has(String callback) {
        return !callback.equals("malloc") && !callback.equals("proxy_on_foreign_function");
    }

    @Override
    public void start() {
        // The runtime has no start of its own.
    }

    @Override
    public int memoryPages() {
        return 0;
    }

    @Override
    public int call(String callback, int... a) {
        int result = root(callback, a);
        model.assertModelled(); // the runtime's barrier swallows errors
        return result;
    }

    private int root(String callback, int... a) {
        return switch (callback) {
            case "proxy_on_context_create" -> run(() -> runtime.onContextCreate(a[0], a[1]));
            case "proxy_on_vm_start" -> 1;
            case "proxy_on_configure" -> runtime.onConfigure(a[0]) ? 1 : 0;
            case "proxy_on_tick" -> run(() -> runtime.onTick(a[0]));
            case "proxy_on_queue_ready" -> run(() -> runtime.onQueueReady(a[0], a[1]));
            case "proxy_on_log" -> run(() -> runtime.onLog(a[0]));
            case "proxy_on_done" -> runtime.onDone(a[0]) ? 1 : 0;
            case "proxy_on_delete" -> run(() -> runtime.onDelete(a[0]));
            default -> callout(callback, a);
        };
    }

    private int callout(String callback, int[] a) {
        return switch (callback) {
            case "proxy_on_http_call_response" ->
                    run(() -> runtime.onHttpCallResponse(a[0], a[1], a[2], a[3]));
            case "proxy_on_grpc_receive_initial_metadata" ->
                    run(() -> runtime.onGrpcMetadata(a[0], a[1], false));
            case "proxy_on_grpc_receive_trailing_metadata" ->
                    run(() -> runtime.onGrpcMetadata(a[0], a[1], true));
            case "proxy_on_grpc_receive" -> run(() -> runtime.onGrpcReceive(a[0], a[1], a[2]));
            case "proxy_on_grpc_close" -> run(() -> runtime.onGrpcClose(a[0], a[1], a[2]));
            default -> stream(callback, a);
        };
    }

    private int stream(String callback, int[] a) {
        return switch (callback) {
            case "proxy_on_request_headers" -> runtime.onRequestHeaders(a[0], a[2] != 0);
            case "proxy_on_request_body" -> runtime.onRequestBody(a[0], a[1], a[2] != 0);
            case "proxy_on_request_trailers" -> runtime.onRequestTrailers(a[0]);
            case "proxy_on_response_headers" -> runtime.onResponseHeaders(a[0], a[2] != 0);
            case "proxy_on_response_body" -> runtime.onResponseBody(a[0], a[1], a[2] != 0);
            case "proxy_on_response_trailers" -> runtime.onResponseTrailers(a[0]);
            default -> throw new IllegalArgumentException(callback);
        };
    }

    private static int run(Runnable callback) {
        callback.run();
        return 0;
    }
}
