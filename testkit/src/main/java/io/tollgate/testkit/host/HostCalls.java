package io.tollgate.testkit.host;

/**
 * Every call of ABI 0.2.1 on one VM, with Java types. Each acts on the effective context and
 * answers as Envoy does.
 *
 * @param system log, clock, ticks, contexts
 * @param buffers bodies, messages, configurations
 * @param headers header maps
 * @param streams continue, close, reply
 * @param callouts HTTP and gRPC
 * @param shared shared data and queues
 * @param metrics statistics
 * @param properties attributes, filter state, foreign functions
 */
public record HostCalls(
        SystemCalls system,
        BufferCalls buffers,
        HeaderCalls headers,
        StreamCalls streams,
        CalloutCalls callouts,
        SharedCalls shared,
        MetricCalls metrics,
        PropertyCalls properties) {
    /** The calls of one VM. */
    public static HostCalls of(Vm vm) {
        return new HostCalls(
                new SystemCalls(vm),
                new BufferCalls(vm),
                new HeaderCalls(vm),
                new StreamCalls(vm),
                new CalloutCalls(vm),
                new SharedCalls(vm),
                new MetricCalls(vm),
                new PropertyCalls(vm));
    }

    /** Writes a call and its result into the trace. */
    static Reply traced(Vm vm, Reply reply, String call, Object... args) {
        StringBuilder line = new StringBuilder(call).append('(');
        for (int i = 0; i < args.length; i++) {
            line.append(i == 0 ? "" : ", ")
                    .append(args[i] instanceof byte[] bytes ? Trace.shown(bytes) : args[i]);
        }
        vm.envoy().trace().add(line.append(") = ").append(reply).toString());
        return reply;
    }
}
