package io.tollgate.testkit.host;

import io.tollgate.testkit.Setup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One VM: a guest with its contexts, the effective context, and what was put off until the callback
 * returns.
 */
public final class Vm {
    private final EnvoyModel envoy;
    private final String label;
    private final Guest guest;
    private final Map<Integer, Context> contexts = new TreeMap<>();
    private final Deque<Runnable> afterCall = new ArrayDeque<>();
    private Optional<RootContext> root = Optional.empty();
    private Optional<Context> effective = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private int nextContext = 1;
    private int nextMetric;
    private boolean stopIteration;
    private final Map<Long, String> metricNames = new TreeMap<>();

    Vm(EnvoyModel envoy, String label, Function<Vm, Guest> factory) {
        this.envoy = envoy;
        this.label = label;
        guest = factory.apply(this);
    }

    /** The process it is part of. */
    public EnvoyModel envoy() {
        return envoy;
    }

    /** Name of the thread it stands for. */
    public String label() {
        return label;
    }

    /** Links, starts and configures; false when the guest refused its configuration or failed. */
    boolean start(Setup setup) {
        try {
            guest.start();
        } catch (GuestTrap trap) {
            fail(trap);
            return false;
        }
        RootContext context = new RootContext(this, nextContext++, setup);
        root = Optional.of(context);
        contexts.put(context.id(), context);
        return context.configure();
    }

    /** The root context; absent until the module was started. */
    public Optional<RootContext> root() {
        return root;
    }

    StreamContext newStream(HttpStream stream) {
        StreamContext context = new StreamContext(this, nextContext++, root.orElseThrow(), stream);
        contexts.put(context.id(), context);
        return context;
    }

    void forget(Context context) {
        contexts.remove(context.id());
    }

    /** How many contexts live, root included. */
    public int liveContexts() {
        return contexts.size();
    }

    /** Pages of linear memory. */
    public int memoryPages() {
        return guest.memoryPages();
    }

    /** Why the VM failed, if it did. */
    public Optional<String> failure() {
        return failure;
    }

    boolean isFailed() {
        return failure.isPresent();
    }

    /** The context that host calls act on; none outside of callbacks. */
    public Optional<Context> effective() {
        return effective;
    }

    boolean setEffective(int id) {
        Optional<Context> wanted = Optional.ofNullable(contexts.get(id));
        wanted.ifPresent(context -> effective = wanted);
        return wanted.isPresent();
    }

    boolean has(String callback) {
        return guest.has(callback);
    }

    boolean inCallback() {
        return effective.isPresent();
    }

    /**
     * Runs a callback without what it put off. The result is 0 when it is missing or the VM has
     * failed.
     */
    int call(Context context, String callback, int... args) {
        if (isFailed() || !guest.has(callback)) {
            return 0;
        }
        Optional<Context> before = effective;
        effective = Optional.of(context);
        envoy.trace()
                .enter("-> " + callback + args(args) + (label.isEmpty() ? "" : " on " + label));
        int result = 0;
        try {
            result = guest.call(callback, args);
        } catch (GuestTrap trap) {
            fail(trap);
        } finally {
            effective = before;
            envoy.trace().leave("<- " + result);
        }
        return result;
    }

    private static String args(int[] args) {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < args.length; i++) {
            text.append(i == 0 ? "" : ", ").append(args[i]);
        }
        return text.append(')').toString();
    }

    /** Takes the VM out of use; the callback that runs goes on if it can. */
    public void fail(GuestTrap trap) {
        failure = Optional.of(String.valueOf(trap.getMessage()));
        envoy.trace().add("TRAP " + trap.getMessage());
        envoy.logs().host("Function failed: " + trap.getMessage());
        envoy.traps().add(trap);
    }

    void defer(Runnable action) {
        afterCall.add(action);
    }

    void stopNextIteration() {
        stopIteration = true;
    }

    boolean iterationStopped() {
        return stopIteration;
    }

    /**
     * What Envoy does when a callback has returned and its action was taken: continue, reply,
     * close.
     */
    void afterCallback() {
        stopIteration = false;
        while (!afterCall.isEmpty()) {
            afterCall.remove().run();
        }
    }

    long newMetric(int kind, String name) {
        long id = 4L * ++nextMetric + kind;
        metricNames.put(id, name);
        return id;
    }

    Optional<String> metricName(long id) {
        return Optional.ofNullable(metricNames.get(id));
    }
}
