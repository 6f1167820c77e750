package io.tollgate.abi.teavm;

import io.tollgate.abi.PluginFactory;
import io.tollgate.abi.ProxyWasm;
import io.tollgate.abi.Vm;
import org.teavm.interop.Export;

/**
 * The callbacks of ABI 0.2.1, handed to the runtime. The compiler takes this class as a root of
 * what it compiles.
 */
public final class Exports {
    private static final Vm VM = start();

    private Exports() {}

    private static Vm start() {
        PluginFactory factory = ProxyWasm::create;
        try {
            main();
        } catch (Throwable error) {
            // Nothing may be thrown here, nor can it be refused before a plugin is configured.
            factory =
                    setup -> {
                        throw new IllegalStateException("main failed", error);
                    };
        }
        return new Vm(new TeaVmHost(), factory);
    }

    /** The compiler makes this call the main method of the filter. */
    private static void main() {}

    @Export(name = "proxy_abi_version_0_2_1")
    public static void abiVersion() {}

    @Export(name = "proxy_on_memory_allocate")
    public static int allocate(int size) {
        return LinearHeap.ALLOCATOR.allocate(size);
    }

    @Export(name = "proxy_on_context_create")
    public static void contextCreate(int id, int parent) {
        VM.onContextCreate(id, parent);
    }

    @Export(name = "proxy_on_vm_start")
    public static int vmStart(int root, int size) {
        return 1;
    }

    @Export(name = "proxy_on_configure")
    public static int configure(int root, int size) {
        return VM.onConfigure(root) ? 1 : 0;
    }

    @Export(name = "proxy_on_tick")
    public static void tick(int root) {
        VM.onTick(root);
    }

    @Export(name = "proxy_on_queue_ready")
    public static void queueReady(int root, int queue) {
        VM.onQueueReady(root, queue);
    }

    @Export(name = "proxy_on_request_headers")
    public static int requestHeaders(int id, int count, int end) {
        return VM.onRequestHeaders(id, end != 0);
    }

    @Export(name = "proxy_on_request_body")
    public static int requestBody(int id, int size, int end) {
        return VM.onRequestBody(id, size, end != 0);
    }

    @Export(name = "proxy_on_request_trailers")
    public static int requestTrailers(int id, int count) {
        return VM.onRequestTrailers(id);
    }

    @Export(name = "proxy_on_response_headers")
    public static int responseHeaders(int id, int count, int end) {
        return VM.onResponseHeaders(id, end != 0);
    }

    @Export(name = "proxy_on_response_body")
    public static int responseBody(int id, int size, int end) {
        return VM.onResponseBody(id, size, end != 0);
    }

    @Export(name = "proxy_on_response_trailers")
    public static int responseTrailers(int id, int count) {
        return VM.onResponseTrailers(id);
    }

    @Export(name = "proxy_on_new_connection")
    public static int newConnection(int id) {
        return VM.onNewConnection(id);
    }

    @Export(name = "proxy_on_downstream_data")
    public static int downstreamData(int id, int size, int end) {
        return VM.onDownstreamData(id, size, end != 0);
    }

    @Export(name = "proxy_on_upstream_data")
    public static int upstreamData(int id, int size, int end) {
        return VM.onUpstreamData(id, size, end != 0);
    }

    @Export(name = "proxy_on_downstream_connection_close")
    public static void downstreamClose(int id, int peer) {
        VM.onDownstreamClose(id, peer);
    }

    @Export(name = "proxy_on_upstream_connection_close")
    public static void upstreamClose(int id, int peer) {
        VM.onUpstreamClose(id, peer);
    }

    @Export(name = "proxy_on_http_call_response")
    public static void httpCallResponse(int root, int token, int headers, int size, int trailers) {
        VM.onHttpCallResponse(root, token, headers, size);
    }

    @Export(name = "proxy_on_grpc_receive_initial_metadata")
    public static void grpcInitialMetadata(int root, int token, int count) {
        VM.onGrpcMetadata(root, token, false);
    }

    @Export(name = "proxy_on_grpc_receive_trailing_metadata")
    public static void grpcTrailingMetadata(int root, int token, int count) {
        VM.onGrpcMetadata(root, token, true);
    }

    @Export(name = "proxy_on_grpc_receive")
    public static void grpcReceive(int root, int token, int size) {
        VM.onGrpcReceive(root, token, size);
    }

    @Export(name = "proxy_on_grpc_close")
    public static void grpcClose(int root, int token, int status) {
        VM.onGrpcClose(root, token, status);
    }

    @Export(name = "proxy_on_log")
    public static void log(int id) {
        VM.onLog(id);
    }

    @Export(name = "proxy_on_done")
    public static int done(int id) {
        return VM.onDone(id) ? 1 : 0;
    }

    @Export(name = "proxy_on_delete")
    public static void delete(int id) {
        VM.onDelete(id);
    }
}
