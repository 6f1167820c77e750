package io.tollgate.testkit.host;

import io.tollgate.testkit.FailurePolicy;
import io.tollgate.testkit.Setup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** One Envoy process: its VMs, clock, statistics, shared data and log. */
public final class EnvoyModel {
    private static final long RELOAD_BACKOFF = Duration.ofSeconds(1).toNanos();

    private final Setup setup;
    private final Function<Vm, Guest> guests;
    private final EventLoop loop = new EventLoop();
    private final Trace trace = new Trace();
    private final LogBook logs = new LogBook(trace);
    private final MetricStore metrics = new MetricStore();
    private final SharedState shared = new SharedState();
    private final List<GuestTrap> traps = new ArrayList<>();
    private final Random random = new Random(42);
    private final List<Vm> workers = new ArrayList<>();
    private final List<Vm> others = new ArrayList<>();
    private final boolean accepted;
    private Optional<UnimplementedHostCall> lacking = Optional.empty();
    private long lastLoad;
    private int nextWorker;

    /** Starts the process; {@link #accepted()} says whether the configuration was taken. */
    public EnvoyModel(Setup setup, Function<Vm, Guest> guests) {
        this.setup = setup;
        this.guests = guests;
        boolean good = true;
        if (setup.allVms()) {
            good = startInto(others, "base") && startInto(others, "main");
        }
        for (int i = 0; i < setup.workers() && good; i++) {
            good = startInto(workers, "worker_" + i);
        }
        accepted = good;
    }

    private boolean startInto(List<Vm> list, String label) {
        Vm vm = new Vm(this, setup.workers() + others.size() > 1 ? label : "", guests);
        list.add(vm);
        return vm.start(setup);
    }

    /** Whether every VM started and accepted its configuration. */
    public boolean accepted() {
        return accepted;
    }

    /** The configuration. */
    public Setup setup() {
        return setup;
    }

    /** Virtual time. */
    public EventLoop loop() {
        return loop;
    }

    /** Callbacks and host calls so far. */
    public Trace trace() {
        return trace;
    }

    /** What was logged. */
    public LogBook logs() {
        return logs;
    }

    /** Statistics. */
    public MetricStore metrics() {
        return metrics;
    }

    /** Shared data and queues. */
    public SharedState shared() {
        return shared;
    }

    /** Every trap so far. */
    public List<GuestTrap> traps() {
        return traps;
    }

    /** The error for a call that is not modelled; remembered, in case the guest swallows it. */
    UnimplementedHostCall lacks(String call) {
        UnimplementedHostCall error = new UnimplementedHostCall(call);
        lacking = Optional.of(error);
        return error;
    }

    /** Fails the test if the guest used something that is not modelled. */
    public void assertModelled() {
        if (lacking.isPresent()) {
            throw lacking.get();
        }
    }

    Random random() {
        return random;
    }

    /** The workers' VMs. */
    public List<Vm> workers() {
        return List.copyOf(workers);
    }

    /** Base VM and main thread's VM. */
    public List<Vm> others() {
        return List.copyOf(others);
    }

    /**
     * A new stream on the next worker, in turn. A failed VM is loaded again first where the policy
     * and the back-off allow it.
     */
    public HttpStream newStream(boolean http2) {
        int worker = nextWorker;
        nextWorker = (nextWorker + 1) % workers.size();
        return newStream(worker, http2);
    }

    /** A new stream on the given worker. */
    public HttpStream newStream(int worker, boolean http2) {
        Vm vm = workers.get(worker);
        boolean due = loop.nanos() - lastLoad >= RELOAD_BACKOFF;
        if (vm.failure().isPresent() && setup.failurePolicy() == FailurePolicy.FAIL_RELOAD && due) {
            lastLoad = loop.nanos();
            vm = new Vm(this, vm.label(), guests);
            workers.set(worker, vm);
            vm.start(setup);
        }
        return new HttpStream(this, vm, http2);
    }

    /** Takes the configuration out of use: proxy_on_done on every root context. */
    public void shutDown() {
        for (Vm vm : workers) {
            vm.root().ifPresent(RootContext::shutDown);
        }
        others.forEach(vm -> vm.root().ifPresent(RootContext::shutDown));
        loop.runDue();
    }
}
