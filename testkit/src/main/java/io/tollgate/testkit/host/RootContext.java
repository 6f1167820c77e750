package io.tollgate.testkit.host;

import io.tollgate.testkit.Header;
import io.tollgate.testkit.Setup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A root context: configuration, ticks and all callouts of its plugin. */
public final class RootContext extends Context {
    private final Setup setup;
    private final Map<String, PropertyStore.Prototype> prototypes = new TreeMap<>();
    private final Callouts callouts = new Callouts(this);
    private Optional<byte[]> configuration = Optional.empty();
    private Optional<EventLoop.Task> tick = Optional.empty();
    private boolean donePending;
    private boolean gone;

    RootContext(Vm vm, int id, Setup setup) {
        super(vm, id);
        this.setup = setup;
    }

    @Override
    RootContext root() {
        return this;
    }

    Setup setup() {
        return setup;
    }

    Callouts callouts() {
        return callouts;
    }

    Map<String, PropertyStore.Prototype> prototypes() {
        return prototypes;
    }

    boolean configure() {
        vm().call(this, "proxy_on_context_create", id(), 0);
        vm().afterCallback();
        boolean started = boolCallback("proxy_on_vm_start", setup.vmConfig().length);
        return started && configureWith(setup.pluginConfig());
    }

    private boolean configureWith(byte[] bytes) {
        configuration = Optional.of(bytes);
        boolean accepted = boolCallback("proxy_on_configure", bytes.length);
        configuration = Optional.empty();
        return accepted;
    }

    /** A missing callback counts as accepted. */
    private boolean boolCallback(String name, int argument) {
        boolean result = !vm().has(name) || vm().call(this, name, id(), argument) != 0;
        vm().afterCallback();
        return result;
    }

    Optional<byte[]> configuration() {
        return configuration;
    }

    byte[] vmConfiguration() {
        return setup.vmConfig();
    }

    void setTick(int millis) {
        tick.ifPresent(EventLoop.Task::cancel);
        tick = Optional.empty();
        if (millis > 0 && !gone) {
            armTick(millis);
        }
    }

    private void armTick(int millis) {
        EventLoop loop = vm().envoy().loop();
        tick =
                Optional.of(
                        loop.schedule(
                                Duration.ofMillis(millis),
                                () -> {
                                    armTick(millis);
                                    vm().call(this, "proxy_on_tick", id());
                                    vm().afterCallback();
                                }));
    }

    /** Takes the plugin out of use: proxy_on_done, then proxy_on_delete once it is done. */
    void shutDown() {
        boolean finished =
                !vm().has("proxy_on_done") || vm().call(this, "proxy_on_done", id()) != 0;
        donePending = !finished;
        vm().afterCallback();
        if (finished) {
            delete();
        }
    }

    /** proxy_done; false when no done is pending. */
    boolean done() {
        boolean was = donePending;
        donePending = false;
        if (was) {
            vm().defer(this::delete);
        }
        return was;
    }

    private void delete() {
        gone = true;
        setTick(0);
        callouts.streams().cancelAll();
        vm().call(this, "proxy_on_delete", id());
        vm().forget(this);
        vm().afterCallback();
    }

    /** True after proxy_on_delete. */
    public boolean isGone() {
        return gone;
    }

    void queueReady(int queue) {
        vm().call(this, "proxy_on_queue_ready", id(), queue);
        vm().afterCallback();
    }

    Optional<List<Header>> map(int type) {
        return callouts.map(type);
    }
}
