package io.tollgate.testkit.host;

import java.util.Arrays;
import java.util.Optional;

/** Bodies, callout messages, configurations. */
public final class BufferCalls {
    private static final int REQUEST_BODY = 0;
    private static final int RESPONSE_BODY = 1;
    private static final int ARGUMENTS = 8;
    private static final int LAST_TYPE = 8;
    private final Vm vm;

    BufferCalls(Vm vm) {
        this.vm = vm;
    }

    /** proxy_get_buffer_bytes. */
    public Reply get(int type, int start, int max) {
        Reply reply = read(type, start, max);
        return HostCalls.traced(vm, reply, "proxy_get_buffer_bytes", type, start, max);
    }

    private Reply read(int type, int start, int max) {
        if (type < 0 || type > LAST_TYPE) {
            return Reply.failed(Reply.BAD_ARGUMENT);
        }
        Optional<byte[]> whole = body(type).map(BodyBuffer::toBytes).or(() -> fixed(type));
        long from = Integer.toUnsignedLong(start);
        long to = from + Integer.toUnsignedLong(max);
        return whole.map(bytes -> Reply.ok(part(bytes, from, to)))
                .orElse(Reply.failed(Reply.NOT_FOUND));
    }

    /** The numbers are unsigned: 2^32-1 asks for all there is. */
    private static byte[] part(byte[] bytes, long from, long end) {
        long to = Math.min(bytes.length, end);
        return from >= to ? new byte[0] : Arrays.copyOfRange(bytes, (int) from, (int) to);
    }

    /** proxy_get_buffer_status. */
    public Reply size(int type) {
        Optional<Integer> size =
                type < 0 || type > LAST_TYPE
                        ? Optional.empty()
                        : body(type)
                                .map(BodyBuffer::length)
                                .or(() -> fixed(type).map(bytes -> bytes.length));
        Reply reply = size.map(Reply::number).orElse(Reply.failed(Reply.NOT_FOUND));
        return HostCalls.traced(vm, reply, "proxy_get_buffer_status", type);
    }

    /** proxy_set_buffer_bytes. */
    public Reply set(int type, int start, int size, byte[] bytes) {
        Reply reply = Reply.failed(splice(type, start, size, bytes));
        return HostCalls.traced(vm, reply, "proxy_set_buffer_bytes", type, start, size, bytes);
    }

    private int splice(int type, int start, int size, byte[] bytes) {
        Optional<BodyBuffer> body = body(type);
        if (body.isEmpty()) {
            return type < 0 || type > LAST_TYPE || fixed(type).isPresent()
                    ? Reply.BAD_ARGUMENT
                    : Reply.NOT_FOUND;
        }
        if (start == 0) {
            body.get().replaceFront(size < 0 ? Integer.MAX_VALUE : size, bytes);
        } else if (Integer.compareUnsigned(start, body.get().length()) >= 0) {
            body.get().append(bytes);
        } else {
            return Reply.BAD_ARGUMENT;
        }
        return Reply.OK;
    }

    private Optional<BodyBuffer> body(int type) {
        if (vm.effective().isEmpty() || !(vm.effective().get() instanceof StreamContext stream)) {
            return Optional.empty();
        }
        return switch (type) {
            case REQUEST_BODY -> stream.requestBody();
            case RESPONSE_BODY -> stream.responseBody();
            default -> Optional.empty();
        };
    }

    /** A body that is not there reads as empty; what belongs to another callback is not found. */
    private Optional<byte[]> fixed(int type) {
        Optional<RootContext> root = vm.effective().map(Context::root);
        return switch (type) {
            case REQUEST_BODY, RESPONSE_BODY, ARGUMENTS -> Optional.of(new byte[0]);
            case 4 -> root.flatMap(r -> r.callouts().httpBody());
            case 5 -> root.map(r -> r.callouts().grpcMessage().orElse(new byte[0]));
            case 6 -> root.map(RootContext::vmConfiguration);
            case 7 -> root.flatMap(RootContext::configuration);
            case 2, 3 -> throw vm.envoy().lacks("TCP buffers");
            default -> Optional.empty();
        };
    }
}
