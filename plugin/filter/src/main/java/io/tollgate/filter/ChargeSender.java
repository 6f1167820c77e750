package io.tollgate.filter;

import io.tollgate.abi.Completion;
import io.tollgate.abi.Timers;
import io.tollgate.abi.callout.GrpcCall;
import io.tollgate.abi.callout.GrpcResult;
import io.tollgate.core.charge.ChargeOrder;
import io.tollgate.core.charge.ChargeQueue;
import io.tollgate.core.charge.Landing;
import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.ratelimit.RateLimitRequest;
import java.util.Optional;

/** Sends charges from the root context, where they outlive the stream that they are for. */
final class ChargeSender {
    private static final long LOOK_EVERY_MS = 100;

    private final TollgatePlugin plugin;
    private final GrpcCall call;
    private final ChargeQueue queue;
    private Optional<Timers.Timer> timer = Optional.empty();
    private Optional<Completion> ending = Optional.empty();

    ChargeSender(TollgatePlugin plugin, GatewayConfig config) {
        this.plugin = plugin;
        call =
                GrpcCall.to(config.rateLimit().cluster())
                        .method(RateLimitRequest.SERVICE, RateLimitRequest.METHOD)
                        .timeoutMillis(config.rateLimit().timeoutMillis());
        queue = new ChargeQueue(config.rateLimit().queue());
    }

    /** A call to the service, to be sent before the next one is asked for. */
    GrpcCall call(byte[] message) {
        return call.message(message);
    }

    void charge(ChargeOrder order) {
        Optional<ChargeOrder> dropped = queue.offer(order);
        if (dropped.isPresent()) {
            giveUp(dropped.get());
        }
        pump();
    }

    /** Sends what may be sent now. */
    void pump() {
        long now = queue.waiting() == 0 ? 0 : plugin.nowMillis(); // a host call
        for (Optional<ChargeOrder> next = queue.next(now);
                next.isPresent();
                next = queue.next(now)) {
            send(next.get(), now);
        }
        if (ending.isPresent() && queue.isEmpty()) {
            ending.get().finish();
        }
        watch();
    }

    /** While something waits its time is looked for often; the heartbeat alone would come late. */
    private void watch() {
        if (queue.waiting() > 0 && timer.isEmpty()) {
            timer = Optional.of(plugin.setup().timers().every(LOOK_EVERY_MS, this::pump));
        } else if (queue.waiting() == 0 && timer.isPresent()) {
            timer.get().cancel();
            timer = Optional.empty();
        }
    }

    /** The configuration goes: the host waits until what is queued has been sent. */
    Completion drained() {
        if (queue.isEmpty()) {
            return Completion.now();
        }
        Completion completion = Completion.later();
        ending = Optional.of(completion);
        return completion;
    }

    private void send(ChargeOrder order, long nowMs) {
        byte[] message = order.messageAt(nowMs);
        if (message.length == 0) { // a refund that comes too late
            queue.settled();
            plugin.gateway().settled(order, true, nowMs);
            return;
        }
        plugin.setup().callouts().send(call(message), result -> onResult(order, result));
    }

    private void onResult(ChargeOrder order, GrpcResult result) {
        if (result instanceof GrpcResult.Message) {
            queue.settled();
            count("ok");
            plugin.gateway().settled(order, true, plugin.nowMillis());
        } else if (mayHaveLanded((GrpcResult.Failure) result)) {
            queue.doubtful(plugin.nowMillis());
            count("maybe");
            plugin.gateway().settled(order, true, plugin.nowMillis());
        } else {
            count("retried");
            Optional<ChargeOrder> dropped = queue.failed(order, plugin.nowMillis());
            if (dropped.isPresent()) {
                giveUp(dropped.get());
            }
        }
        pump();
    }

    /** Charging twice is worse than charging once too few. */
    private static boolean mayHaveLanded(GrpcResult.Failure failure) {
        return Landing.possible(failure.sent(), failure.message());
    }

    private void giveUp(ChargeOrder order) {
        plugin.setup().metrics().counter("tollgate.dropped").increment(1);
        plugin.gateway().settled(order, false, plugin.nowMillis());
    }

    private void count(String outcome) {
        plugin.setup().metrics().counter("tollgate.charges._outcome_=" + outcome).increment(1);
    }
}
