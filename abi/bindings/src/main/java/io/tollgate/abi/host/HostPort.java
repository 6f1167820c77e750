package io.tollgate.abi.host;

import io.tollgate.abi.Block;

/**
 * The one way to a host: every call of proxy-wasm ABI 0.2.1, with Java types. In a module it is
 * {@code abi.teavm}; on a plain JVM a test host implements it.
 *
 * <p>Each call returns the ABI's status number ({@link Status}). What it returns besides is fetched
 * by the {@code take} methods before the next call, and only after {@link Status#OK}. Blocks passed
 * in stay the caller's; blocks taken are the caller's to free.
 */
public interface HostPort {
    int HTTP_REQUEST = 0;
    int HTTP_RESPONSE = 1;
    int DOWNSTREAM = 2;
    int UPSTREAM = 3;

    int REQUEST_BODY = 0;
    int RESPONSE_BODY = 1;
    int DOWNSTREAM_DATA = 2;
    int UPSTREAM_DATA = 3;
    int HTTP_CALL_BODY = 4;
    int GRPC_MESSAGE = 5;
    int VM_CONFIGURATION = 6;
    int PLUGIN_CONFIGURATION = 7;
    int FOREIGN_ARGUMENTS = 8;

    int REQUEST_HEADERS = 0;
    int REQUEST_TRAILERS = 1;
    int RESPONSE_HEADERS = 2;
    int RESPONSE_TRAILERS = 3;
    int GRPC_INITIAL_METADATA = 4;
    int GRPC_TRAILING_METADATA = 5;
    int HTTP_CALL_HEADERS = 6;
    int HTTP_CALL_TRAILERS = 7;

    /**
     * A copy of {@code bytes[from, to)} where the host can read it. Throws {@link
     * OutOfLinearMemoryException}.
     */
    Block block(byte[] bytes, int from, int to);

    /** The bytes that the call before returned; empty if it returned none. */
    Block takeBytes();

    /** The number (id, token, size, version, level, code) that the call before returned. */
    int takeNumber();

    /** The 64-bit number (time, metric) that the call before returned. */
    long takeLong();

    int log(int level, String text);

    /** Number: 0 trace to 5 critical, 6 off. */
    int getLogLevel();

    /** Long: wall clock, nanoseconds. */
    int getCurrentTime();

    int setTickPeriod(int millis);

    int setEffectiveContext(int context);

    int done();

    /** Bytes: a copy, cut to what is there. */
    int getBuffer(int buffer, int start, int max);

    /** Number: size. */
    int getBufferSize(int buffer);

    /** Envoy: only {@code start} 0 (drop {@code size}, put in front) or at the end (append). */
    int setBuffer(int buffer, int start, int size, Block bytes);

    /** Number: bytes of names and values. */
    int getHeadersSize(int map);

    /** Bytes: serialised pairs. */
    int getHeaders(int map);

    int setHeaders(int map, Block pairs);

    /** Bytes: the first value. */
    int getHeader(int map, String name);

    int addHeader(int map, String name, String value);

    int replaceHeader(int map, String name, String value);

    int removeHeader(int map, String name);

    int continueStream(int stream);

    int closeStream(int stream);

    /** Number: code; bytes: message of the last callout. */
    int getCallStatus();

    int sendLocalResponse(int code, String details, Block body, Block headers, int grpcStatus);

    /** Number: token. */
    int httpCall(String cluster, Block headers, Block body, Block trailers, int timeoutMillis);

    /** Number: token. */
    int grpcCall(
            Block target,
            String service,
            String method,
            Block metadata,
            Block message,
            int timeoutMillis);

    /** Number: token. */
    int grpcStream(Block target, String service, String method, Block metadata);

    int grpcSend(int token, Block message, boolean end);

    int grpcCancel(int token);

    int grpcClose(int token);

    /** Bytes and number: value and version. */
    int getSharedData(String key);

    int setSharedData(String key, Block value, int version);

    /** Number: queue. */
    int registerQueue(String name);

    /** Number: queue. */
    int resolveQueue(String vm, String name);

    int enqueue(int queue, Block value);

    /** Bytes. */
    int dequeue(int queue);

    /** Kind 0 counter, 1 gauge, 2 histogram. Number: id. */
    int defineMetric(int kind, String name);

    int incrementMetric(int metric, long delta);

    int recordMetric(int metric, long value);

    /** Long. */
    int getMetric(int metric);

    /** Path parts are joined by NUL. Bytes. */
    int getProperty(String path);

    int setProperty(String path, Block value);

    /** Bytes. */
    int callForeignFunction(String name, Block arguments);
}
