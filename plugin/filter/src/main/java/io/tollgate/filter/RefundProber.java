package io.tollgate.filter;

import io.tollgate.abi.callout.GrpcCall;
import io.tollgate.abi.callout.GrpcResult;
import io.tollgate.core.config.RateLimitConfig;
import io.tollgate.core.flow.LookResult;
import io.tollgate.core.ratelimit.RateLimitRequest;
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
            RateLimitConfig service = plugin.gateway().config().rateLimit();
            GrpcCall call =
                    GrpcCall.to(service.cluster())
                            .method(RateLimitRequest.SERVICE, RateLimitRequest.METHOD)
                            .message(question.get())
                            .timeoutMillis(service.timeoutMillis());
            plugin.setup().callouts().send(call, this::onResult);
        }
    }

    private void onResult(GrpcResult result) {
        LookResult told = Looks.result(result);
        send(plugin.gateway().refunds().onAnswer(told, plugin.nowMillis()));
        plugin.run(plugin.gateway().refunds().effects());
    }
}
