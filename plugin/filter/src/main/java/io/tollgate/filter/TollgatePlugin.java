package io.tollgate.filter;

import io.tollgate.abi.Completion;
import io.tollgate.abi.ConfigurationException;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.state.Lifespan;
import io.tollgate.core.config.ConfigReader;
import io.tollgate.core.config.ConfigResult;
import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.config.Problem;
import io.tollgate.core.flow.Effect;
import io.tollgate.core.flow.Gateway;
import io.tollgate.core.limit.LimitBook;
import java.util.List;

/**
 * One configured gateway: a root context. Everything it knows hangs on it, for a VM may hold
 * several.
 */
final class TollgatePlugin implements Plugin {
    private static final long HEARTBEAT_MS = 1000;

    private PluginSetup setup;
    private Gateway gateway;
    private ChargeSender charges;
    private HeldStreams held;
    private RefundProber prober;
    private int worker;

    @Override
    public void configure(PluginSetup pluginSetup) throws ConfigurationException {
        setup = pluginSetup;
        GatewayConfig config = read(setup.configuration());
        Slots slots = new Slots(setup.shared());
        worker = new LimitBook(config).isEmpty() ? 0 : slots.join();
        gateway = new Gateway(config, slots, worker, HostTables.desk(config, nowNanos()));
        setup.filterState().declare(Gateway.CALLER_STATE, Lifespan.REQUEST);
        prober = new RefundProber(this);
        setup.filterState().declare(Gateway.ASKED_STATE, Lifespan.REQUEST);
        charges = new ChargeSender(this, config);
        held = new HeldStreams(this);
        setup.timers().every(HEARTBEAT_MS, this::onHeartbeat);
    }

    private static GatewayConfig read(byte[] json) throws ConfigurationException {
        ConfigResult result = ConfigReader.read(json);
        if (result instanceof ConfigResult.Refused refused) {
            StringBuilder text = new StringBuilder("tollgate: configuration refused");
            for (Problem problem : refused.problems()) {
                text.append("\n  ").append(problem.path()).append(": ").append(problem.text());
            }
            throw new ConfigurationException(text.toString());
        }
        return ((ConfigResult.Accepted) result).config();
    }

    @Override
    public HttpFilter newHttpFilter(HttpStream stream) {
        prober.use();
        return new TollgateFilter(this, stream);
    }

    private void onHeartbeat() {
        run(gateway.heartbeat(nowMillis()));
        charges.pump();
        prober.tick();
    }

    @Override
    public Completion onShutdown() {
        return charges.drained();
    }

    @Override
    public void onError(String callback, Throwable error) {
        if (setup != null) {
            setup.metrics().counter("tollgate.panics").increment(1);
        }
    }

    PluginSetup setup() {
        return setup;
    }

    Gateway gateway() {
        return gateway;
    }

    ChargeSender charges() {
        return charges;
    }

    HeldStreams held() {
        return held;
    }

    /** A number that no other living worker has. */
    int worker() {
        return worker;
    }

    /** Effects that belong to no stream. */
    void run(List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Count count) {
                count(count);
            } else if (effect instanceof Effect.Say say) {
                say(say);
            }
        }
    }

    void count(Effect.Count count) {
        setup.metrics().counter(count.series()).increment(count.amount());
    }

    void say(Effect.Say say) {
        switch (say.level()) {
            case INFO -> setup.log().info(say.text());
            case WARN -> setup.log().warn(say.text());
            case ERROR -> setup.log().error(say.text());
        }
    }

    long nowNanos() {
        return setup.clock().nanos();
    }

    long nowMillis() {
        return setup.clock().millis();
    }
}
