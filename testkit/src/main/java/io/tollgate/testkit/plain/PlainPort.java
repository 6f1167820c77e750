package io.tollgate.testkit.plain;

import io.tollgate.abi.ArrayBlock;
import io.tollgate.abi.Block;
import io.tollgate.abi.host.HostPort;
import io.tollgate.testkit.host.HostCalls;
import io.tollgate.testkit.host.Reply;
import java.util.Arrays;

/** The host port over the model. Blocks are arrays. */
final class PlainPort implements HostPort {
    private final HostCalls host;
    private Reply last = Reply.ok();

    PlainPort(HostCalls host) {
        this.host = host;
    }

    private int keep(Reply reply) {
        last = reply;
        return reply.status();
    }

    private static byte[] bytes(Block block) {
        return block.toByteArray();
    }

    @Override
    public Block block(byte[] bytes, int from, int to) {
        return new ArrayBlock(Arrays.copyOfRange(bytes, from, to));
    }

    @Override
    public Block takeBytes() {
        return new ArrayBlock(last.bytes().clone());
    }

    @Override
    public int takeNumber() {
        return (int) last.number();
    }

    @Override
    public long takeLong() {
        return last.number();
    }

    @Override
    public int log(int level, String text) {
        return keep(host.system().log(level, text));
    }

    @Override
    public int getLogLevel() {
        return keep(host.system().logLevel());
    }

    @Override
    public int getCurrentTime() {
        return keep(host.system().now());
    }

    @Override
    public int setTickPeriod(int millis) {
        return keep(host.system().tickPeriod(millis));
    }

    @Override
    public int setEffectiveContext(int context) {
        return keep(host.system().effectiveContext(context));
    }

    @Override
    public int done() {
        return keep(host.system().done());
    }

    @Override
    public int getBuffer(int buffer, int start, int max) {
        return keep(host.buffers().get(buffer, start, max));
    }

    @Override
    public int getBufferSize(int buffer) {
        return keep(host.buffers().size(buffer));
    }

    @Override
    public int setBuffer(int buffer, int start, int size, Block bytes) {
        return keep(host.buffers().set(buffer, start, size, bytes(bytes)));
    }

    @Override
    public int getHeadersSize(int map) {
        return keep(host.headers().byteSize(map));
    }

    @Override
    public int getHeaders(int map) {
        return keep(host.headers().pairs(map));
    }

    @Override
    public int setHeaders(int map, Block pairs) {
        return keep(host.headers().setPairs(map, bytes(pairs)));
    }

    @Override
    public int getHeader(int map, String name) {
        return keep(host.headers().value(map, name));
    }

    @Override
    public int addHeader(int map, String name, String value) {
        return keep(host.headers().add(map, name, value));
    }

    @Override
    public int replaceHeader(int map, String name, String value) {
        return keep(host.headers().replace(map, name, value));
    }

    @Override
    public int removeHeader(int map, String name) {
        return keep(host.headers().remove(map, name));
    }

    @Override
    public int continueStream(int stream) {
        return keep(host.streams().proceed(stream));
    }

    @Override
    public int closeStream(int stream) {
        return keep(host.streams().close(stream));
    }

    @Override
    public int getCallStatus() {
        return keep(host.callouts().status());
    }

    @Override
    public int sendLocalResponse(int code, String details, Block body, Block headers, int grpc) {
        return keep(host.streams().reply(code, details, bytes(body), bytes(headers), grpc));
    }

    @Override
    public int httpCall(String cluster, Block headers, Block body, Block trailers, int millis) {
        return keep(
                host.callouts()
                        .http(cluster, bytes(headers), bytes(body), bytes(trailers), millis));
    }

    @Override
    public int grpcCall(
            Block target,
            String service,
            String method,
            Block metadata,
            Block message,
            int millis) {
        byte[] to = bytes(target);
        return keep(
                host.callouts().grpc(to, service, method, bytes(metadata), bytes(message), millis));
    }

    @Override
    public int grpcStream(Block target, String service, String method, Block metadata) {
        return keep(host.callouts().stream(bytes(target), service, method, bytes(metadata)));
    }

    @Override
    public int grpcSend(int token, Block message, boolean end) {
        return keep(host.callouts().send(token, bytes(message), end));
    }

    @Override
    public int grpcCancel(int token) {
        return keep(host.callouts().cancel(token));
    }

    @Override
    public int grpcClose(int token) {
        return keep(host.callouts().close(token));
    }

    @Override
    public int getSharedData(String key) {
        return keep(host.shared().get(key));
    }

    @Override
    public int setSharedData(String key, Block value, int version) {
        return keep(host.shared().set(key, bytes(value), version));
    }

    @Override
    public int registerQueue(String name) {
        return keep(host.shared().register(name));
    }

    @Override
    public int resolveQueue(String vm, String name) {
        return keep(host.shared().resolve(vm, name));
    }

    @Override
    public int enqueue(int queue, Block value) {
        return keep(host.shared().enqueue(queue, bytes(value)));
    }

    @Override
    public int dequeue(int queue) {
        return keep(host.shared().dequeue(queue));
    }

    @Override
    public int defineMetric(int kind, String name) {
        return keep(host.metrics().define(kind, name));
    }

    @Override
    public int incrementMetric(int metric, long delta) {
        return keep(host.metrics().increment(metric, delta));
    }

    @Override
    public int recordMetric(int metric, long value) {
        return keep(host.metrics().record(metric, value));
    }

    @Override
    public int getMetric(int metric) {
        return keep(host.metrics().get(metric));
    }

    @Override
    public int getProperty(String path) {
        return keep(host.properties().get(path));
    }

    @Override
    public int setProperty(String path, Block value) {
        return keep(host.properties().set(path, bytes(value)));
    }

    @Override
    public int callForeignFunction(String name, Block arguments) {
        return keep(host.properties().foreign(name, bytes(arguments)));
    }
}
