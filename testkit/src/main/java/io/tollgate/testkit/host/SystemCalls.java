package io.tollgate.testkit.host;

import java.time.Instant;

/** Log, clock, ticks, contexts. */
public final class SystemCalls {
    private static final int CRITICAL = 5;
    private final Vm vm;

    SystemCalls(Vm vm) {
        this.vm = vm;
    }

    /** proxy_log. */
    public Reply log(int level, String text) {
        if (level < 0 || level > CRITICAL) {
            return HostCalls.traced(vm, Reply.failed(Reply.BAD_ARGUMENT), "proxy_log", level, text);
        }
        vm.envoy().logs().add(level, text);
        return Reply.ok();
    }

    /** proxy_get_log_level. */
    public Reply logLevel() {
        return Reply.number(vm.envoy().logs().level());
    }

    /** proxy_get_current_time_nanoseconds. */
    public Reply now() {
        Instant now = vm.envoy().loop().wallClock();
        return Reply.number(now.getEpochSecond() * 1_000_000_000L + now.getNano());
    }

    /** Monotonic clock of WASI. */
    public long monotonic() {
        return vm.envoy().loop().nanos() + 1_000_000_000L;
    }

    /** random_get: seeded, the same in every run. */
    public byte[] random(int size) {
        byte[] bytes = new byte[size];
        vm.envoy().random().nextBytes(bytes);
        return bytes;
    }

    /** proxy_set_tick_period_milliseconds. */
    public Reply tickPeriod(int millis) {
        vm.effective().ifPresent(context -> context.root().setTick(millis));
        return HostCalls.traced(vm, Reply.ok(), "proxy_set_tick_period_milliseconds", millis);
    }

    /** proxy_set_effective_context. */
    public Reply effectiveContext(int id) {
        Reply reply = vm.setEffective(id) ? Reply.ok() : Reply.failed(Reply.BAD_ARGUMENT);
        return HostCalls.traced(vm, reply, "proxy_set_effective_context", id);
    }

    /** proxy_done. */
    public Reply done() {
        boolean pending = vm.effective().map(context -> context.root().done()).orElse(false);
        return HostCalls.traced(
                vm, pending ? Reply.ok() : Reply.failed(Reply.NOT_FOUND), "proxy_done");
    }
}
