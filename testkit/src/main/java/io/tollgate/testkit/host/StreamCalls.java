package io.tollgate.testkit.host;

import io.tollgate.testkit.Header;
import java.util.List;
import java.util.Optional;

/** Continue, close, reply. */
public final class StreamCalls {
    private static final int MAX_GRPC = 16;
    private final Vm vm;

    StreamCalls(Vm vm) {
        this.vm = vm;
    }

    private Optional<StreamContext> stream() {
        return vm.effective()
                .filter(StreamContext.class::isInstance)
                .map(StreamContext.class::cast);
    }

    /** proxy_continue_stream. */
    public Reply proceed(int type) {
        Reply reply =
                switch (type) {
                    case 0, 1 -> {
                        stream()
                                .ifPresent(
                                        s ->
                                                s.continueStream(
                                                        type == 0 ? Side.REQUEST : Side.RESPONSE));
                        yield Reply.ok();
                    }
                    case 2 -> throw vm.envoy().lacks("proxy_continue_stream on a TCP stream");
                    case 3 -> Reply.failed(Reply.UNIMPLEMENTED);
                    default -> Reply.failed(Reply.BAD_ARGUMENT);
                };
        return HostCalls.traced(vm, reply, "proxy_continue_stream", type);
    }

    /** proxy_close_stream. */
    public Reply close(int type) {
        if (type == 2 || type == 3) {
            throw vm.envoy().lacks("proxy_close_stream on a TCP stream");
        }
        Reply reply = type < 0 || type > 3 ? Reply.failed(Reply.BAD_ARGUMENT) : Reply.ok();
        if (reply.status() == Reply.OK) {
            vm.stopNextIteration();
            stream().ifPresent(s -> s.closeStream(type == 0 ? Side.REQUEST : Side.RESPONSE));
        }
        return HostCalls.traced(vm, reply, "proxy_close_stream", type);
    }

    /** proxy_send_local_response. */
    public Reply reply(int code, String details, byte[] body, byte[] headers, int grpcStatus) {
        vm.stopNextIteration();
        int grpc = grpcStatus > MAX_GRPC ? -1 : grpcStatus;
        List<Header> fields = Pairs.decode(headers);
        LocalReply reply = new LocalReply(code, body, fields, grpc, details.replaceAll("\\s", "_"));
        stream().ifPresent(s -> s.sendLocalReply(reply));
        Object[] shown = {code, details, body, fields, grpcStatus};
        return HostCalls.traced(vm, Reply.ok(), "proxy_send_local_response", shown);
    }
}
