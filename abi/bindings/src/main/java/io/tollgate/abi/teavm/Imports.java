package io.tollgate.abi.teavm;

import org.teavm.interop.Import;

/**
 * The host calls of ABI 0.2.1, word for word. Each returns a status; addresses and sizes are in
 * linear memory.
 */
@SuppressWarnings("checkstyle:parameternumber") // as many as the ABI has
final class Imports {
    private static final String ENV = "env";

    private Imports() {}

    @Import(module = ENV, name = "proxy_log")
    static native int log(int level, int text, int size);

    @Import(module = ENV, name = "proxy_get_log_level")
    static native int getLogLevel(int level);

    @Import(module = ENV, name = "proxy_get_current_time_nanoseconds")
    static native int getCurrentTime(int time);

    @Import(module = ENV, name = "proxy_set_tick_period_milliseconds")
    static native int setTickPeriod(int millis);

    @Import(module = ENV, name = "proxy_set_effective_context")
    static native int setEffectiveContext(int context);

    @Import(module = ENV, name = "proxy_done")
    static native int done();

    @Import(module = ENV, name = "proxy_get_buffer_bytes")
    static native int getBuffer(int buffer, int start, int max, int data, int size);

    @Import(module = ENV, name = "proxy_get_buffer_status")
    static native int getBufferStatus(int buffer, int size, int flags);

    @Import(module = ENV, name = "proxy_set_buffer_bytes")
    static native int setBuffer(int buffer, int start, int drop, int data, int size);

    @Import(module = ENV, name = "proxy_get_header_map_size")
    static native int getHeadersSize(int map, int size);

    @Import(module = ENV, name = "proxy_get_header_map_pairs")
    static native int getHeaders(int map, int data, int size);

    @Import(module = ENV, name = "proxy_set_header_map_pairs")
    static native int setHeaders(int map, int data, int size);

    @Import(module = ENV, name = "proxy_get_header_map_value")
    static native int getHeader(int map, int name, int nameSize, int data, int size);

    @Import(module = ENV, name = "proxy_add_header_map_value")
    static native int addHeader(int map, int name, int nameSize, int value, int size);

    @Import(module = ENV, name = "proxy_replace_header_map_value")
    static native int replaceHeader(int map, int name, int nameSize, int value, int size);

    @Import(module = ENV, name = "proxy_remove_header_map_value")
    static native int removeHeader(int map, int name, int nameSize);

    @Import(module = ENV, name = "proxy_continue_stream")
    static native int continueStream(int stream);

    @Import(module = ENV, name = "proxy_close_stream")
    static native int closeStream(int stream);

    @Import(module = ENV, name = "proxy_get_status")
    static native int getStatus(int code, int data, int size);

    @Import(module = ENV, name = "proxy_send_local_response")
    static native int sendLocalResponse(
            int code,
            int details,
            int detailsSize,
            int body,
            int bodySize,
            int headers,
            int headersSize,
            int grpcStatus);

    @Import(module = ENV, name = "proxy_http_call")
    static native int httpCall(
            int cluster,
            int clusterSize,
            int headers,
            int headersSize,
            int body,
            int bodySize,
            int trailers,
            int trailersSize,
            int timeout,
            int token);

    @Import(module = ENV, name = "proxy_grpc_call")
    static native int grpcCall(
            int target,
            int targetSize,
            int service,
            int serviceSize,
            int method,
            int methodSize,
            int metadata,
            int metadataSize,
            int message,
            int messageSize,
            int timeout,
            int token);

    @Import(module = ENV, name = "proxy_grpc_stream")
    static native int grpcStream(
            int target,
            int targetSize,
            int service,
            int serviceSize,
            int method,
            int methodSize,
            int metadata,
            int metadataSize,
            int token);

    @Import(module = ENV, name = "proxy_grpc_send")
    static native int grpcSend(int token, int message, int size, int end);

    @Import(module = ENV, name = "proxy_grpc_cancel")
    static native int grpcCancel(int token);

    @Import(module = ENV, name = "proxy_grpc_close")
    static native int grpcClose(int token);

    @Import(module = ENV, name = "proxy_get_shared_data")
    static native int getSharedData(int key, int keySize, int data, int size, int version);

    @Import(module = ENV, name = "proxy_set_shared_data")
    static native int setSharedData(int key, int keySize, int data, int size, int version);

    @Import(module = ENV, name = "proxy_register_shared_queue")
    static native int registerQueue(int name, int size, int queue);

    @Import(module = ENV, name = "proxy_resolve_shared_queue")
    static native int resolveQueue(int vm, int vmSize, int name, int nameSize, int queue);

    @Import(module = ENV, name = "proxy_enqueue_shared_queue")
    static native int enqueue(int queue, int data, int size);

    @Import(module = ENV, name = "proxy_dequeue_shared_queue")
    static native int dequeue(int queue, int data, int size);

    @Import(module = ENV, name = "proxy_define_metric")
    static native int defineMetric(int kind, int name, int size, int metric);

    @Import(module = ENV, name = "proxy_increment_metric")
    static native int incrementMetric(int metric, long delta);

    @Import(module = ENV, name = "proxy_record_metric")
    static native int recordMetric(int metric, long value);

    @Import(module = ENV, name = "proxy_get_metric")
    static native int getMetric(int metric, int value);

    @Import(module = ENV, name = "proxy_get_property")
    static native int getProperty(int path, int pathSize, int data, int size);

    @Import(module = ENV, name = "proxy_set_property")
    static native int setProperty(int path, int pathSize, int data, int size);

    @Import(module = ENV, name = "proxy_call_foreign_function")
    static native int callForeignFunction(
            int name, int nameSize, int arguments, int argumentsSize, int data, int size);
}
