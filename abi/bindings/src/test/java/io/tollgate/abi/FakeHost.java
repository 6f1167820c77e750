package io.tollgate.abi;

import io.tollgate.abi.host.OutOfLinearMemoryException;
import io.tollgate.abi.host.Status;
import io.tollgate.abi.wire.Pairs;
import io.tollgate.abi.wire.Utf8;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A host that remembers: what it is asked is in {@link #calls}, what it answers stands in its maps.
 */
public final class FakeHost extends FakeShared {
    public final List<String> logs = new ArrayList<>();
    public final Map<Integer, byte[]> buffers = new HashMap<>();
    public final Map<Integer, List<Header>> maps = new HashMap<>();

    public final List<Integer> gone = new ArrayList<>();
    private final List<ArrayBlock> blocks = new ArrayList<>();
    public long nanos = 1_000_000_000;
    public int logLevel = 2;
    public int nextToken = 5;
    public int callCode;
    public String callMessage = "";

    /** Bytes that linear memory still has room for. */
    public int memoryFor = Integer.MAX_VALUE;

    public long liveBlocks() {
        return blocks.stream().filter(block -> !block.isFreed()).count();
    }

    private ArrayBlock track(byte[] content) {
        var block = new ArrayBlock(content);
        blocks.add(block);
        return block;
    }

    @Override
    public Block block(byte[] source, int from, int to) {
        if (to - from > memoryFor) {
            throw new OutOfLinearMemoryException(to - from);
        }
        return track(java.util.Arrays.copyOfRange(source, from, to));
    }

    @Override
    public Block takeBytes() {
        var block = track(bytes);
        bytes = new byte[0];
        return block;
    }

    @Override
    public int takeNumber() {
        return number;
    }

    @Override
    public long takeLong() {
        return wide;
    }

    @Override
    public int log(int level, String text) {
        logs.add(level + " " + text);
        return Status.OK;
    }

    @Override
    public int getLogLevel() {
        int status = answer("getLogLevel");
        number = logLevel;
        return status;
    }

    @Override
    public int getCurrentTime() {
        wide = nanos;
        return Status.OK;
    }

    @Override
    public int setTickPeriod(int millis) {
        return answer("setTickPeriod", millis);
    }

    @Override
    public int setEffectiveContext(int context) {
        int status = answer("setEffectiveContext", context);
        return gone.contains(context) ? Status.BAD_ARGUMENT : status;
    }

    @Override
    public int done() {
        return answer("done");
    }

    @Override
    public int getBuffer(int buffer, int start, int max) {
        int status = answer("getBuffer", buffer, start, max);
        byte[] content = buffers.get(buffer);
        if (content == null) {
            return Status.NOT_FOUND;
        }
        bytes =
                java.util.Arrays.copyOfRange(
                        content, start, (int) Math.min((long) start + max, content.length));
        return status;
    }

    @Override
    public int getBufferSize(int buffer) {
        int status = answer("getBufferSize", buffer);
        number = buffers.getOrDefault(buffer, new byte[0]).length;
        return status;
    }

    @Override
    public int setBuffer(int buffer, int start, int size, Block content) {
        int status = answer("setBuffer", buffer, start, size, content);
        byte[] old = buffers.getOrDefault(buffer, new byte[0]);
        var text = new StringBuilder(Utf8.decode(old));
        if (start == 0) {
            text.replace(0, Math.min(size, text.length()), content.text());
        } else if (start >= old.length) {
            text.append(content.text());
        } else {
            return Status.BAD_ARGUMENT;
        }
        buffers.put(buffer, Utf8.encode(text.toString()));
        return status;
    }

    @Override
    public int getHeadersSize(int map) {
        int status = answer("getHeadersSize", map);
        number = 0;
        for (Header header : maps.getOrDefault(map, List.of())) {
            number += header.name().length() + header.value().length();
        }
        return status;
    }

    @Override
    public int getHeaders(int map) {
        int status = answer("getHeaders", map);
        bytes = Pairs.encode(maps.getOrDefault(map, List.of()));
        return status;
    }

    @Override
    public int setHeaders(int map, Block pairs) {
        int status = answer("setHeaders", map);
        maps.put(map, Pairs.decode(pairs));
        return status;
    }

    @Override
    public int getHeader(int map, String name) {
        int status = answer("getHeader", map, name);
        for (Header header : maps.getOrDefault(map, List.of())) {
            if (header.name().equals(name)) {
                bytes = Utf8.encode(header.value());
                return status;
            }
        }
        return maps.containsKey(map) ? Status.NOT_FOUND : Status.BAD_ARGUMENT;
    }

    @Override
    public int addHeader(int map, String name, String value) {
        int status = answer("addHeader", map, name, value);
        maps.computeIfAbsent(map, key -> new ArrayList<>()).add(new Header(name, value));
        return status;
    }

    @Override
    public int replaceHeader(int map, String name, String value) {
        removeHeader(map, name);
        return addHeader(map, name, value);
    }

    @Override
    public int removeHeader(int map, String name) {
        int status = answer("removeHeader", map, name);
        maps.computeIfAbsent(map, key -> new ArrayList<>())
                .removeIf(header -> header.name().equals(name));
        return status;
    }

    @Override
    public int continueStream(int stream) {
        return answer("continueStream", stream);
    }

    @Override
    public int closeStream(int stream) {
        return answer("closeStream", stream);
    }

    @Override
    public int getCallStatus() {
        int status = answer("getCallStatus");
        number = callCode;
        bytes = Utf8.encode(callMessage);
        return status;
    }

    @Override
    public int sendLocalResponse(
            int code, String details, Block body, Block headers, int grpcStatus) {
        return answer("sendLocalResponse", code, details, body.text(), grpcStatus);
    }

    @Override
    public int httpCall(
            String cluster, Block headers, Block body, Block trailers, int timeoutMillis) {
        return token(answer("httpCall", cluster, Pairs.decode(headers), body, timeoutMillis));
    }

    @Override
    public int grpcCall(
            Block target,
            String service,
            String method,
            Block metadata,
            Block message,
            int timeoutMillis) {
        return token(answer("grpcCall", service, method, message, timeoutMillis));
    }

    @Override
    public int grpcStream(Block target, String service, String method, Block metadata) {
        return token(answer("grpcStream", service, method));
    }

    private int token(int status) {
        number = status == Status.OK ? nextToken++ : 0x5ca1ab1e;
        return status;
    }

    @Override
    public int grpcSend(int token, Block message, boolean end) {
        return answer("grpcSend", token, message, end);
    }

    @Override
    public int grpcCancel(int token) {
        return answer("grpcCancel", token);
    }

    @Override
    public int grpcClose(int token) {
        return answer("grpcClose", token);
    }
}
