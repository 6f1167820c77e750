package io.tollgate.filter;

import io.tollgate.abi.callout.GrpcResult;
import io.tollgate.core.flow.LookResult;
import java.util.Optional;

/**
 * Asks the service whether it takes refunds, from the first request on: a VM that serves none, such
 * as that of the main thread, has no need to know.
 */
final class RefundProber {
    private final TollgatePlugin plugin;
    private final boolean wanted;
    private boolean used;

    RefundProber(TollgatePlugin plugin) {
        this.plugin = plugin;
        wanted = plugin.gateway().wantsRefunds();
    }

    /** A request has come. */
    void use() {
        if (wanted && !used) {
            used = true;
            tick();
        }
    }

    /** To be called now and then: a service that did not answer is asked again. */
    void tick() {
        if (used) {
            long now = plugin.nowMillis();
            long random = plugin.nowNanos() ^ ((long) plugin.worker() << 48);
            send(plugin.gateway().refunds().begin(random, now));
        }
    }

    private void send(Optional<byte[]> question) {
        if (question.isPresent()) {
            plugin.setup().callouts().send(plugin.charges().call(question.get()), this::onResult);
        }
    }

    private void onResult(GrpcResult result) {
        LookResult told = Looks.result(result);
        send(plugin.gateway().refunds().onAnswer(told, plugin.nowMillis()));
        plugin.run(plugin.gateway().refunds().effects());
    }
}
