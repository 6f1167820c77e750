package io.tollgate.core.check;

// lint: JVM only

import io.tollgate.bytes.Bytes;
import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.config.RateLimitConfig;
import io.tollgate.core.flow.Effect;
import io.tollgate.core.flow.Exchange;
import io.tollgate.core.flow.Gateway;
import io.tollgate.core.flow.LookResult;
import io.tollgate.core.flow.Step;
import io.tollgate.core.flow.TokenDesk;
import io.tollgate.core.ledger.Ledger;
import io.tollgate.core.ledger.SharedSlots;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lets a request through the gateway's own flow, with a service that is never there, and tells what
 * became of it.
 */
final class Trial {
    private final GatewayConfig config;
    private final HttpText request;
    private final PrintStream out;
    private final long nowMillis;

    Trial(GatewayConfig config, HttpText request, PrintStream out, long nowMillis) {
        this.config = config;
        this.request = request;
        this.out = out;
        this.nowMillis = nowMillis;
    }

    /** True if the request would pass with fresh budgets. */
    boolean run() {
        Explanation explanation = new Explanation(config, request, out, nowMillis);
        boolean fits = explanation.print();
        Optional<Effect.Reply> reply = reply();
        if (reply.isPresent()) {
            out.println("verdict: refused with " + reply.get().answer().status());
            out.println("  " + new String(reply.get().answer().body(), StandardCharsets.UTF_8));
            return false;
        }
        String never = "verdict: refused with 429, it can never fit";
        String other = explanation.instead();
        String with = other.isEmpty() ? "" : " with " + other + " instead";
        out.println(fits ? "verdict: passes" + with + condition() : never);
        return fits;
    }

    private Optional<Effect.Reply> reply() {
        TokenDesk tokens = new TokenDesk(Optional::empty, Optional::empty, config.estimate(), 1);
        Exchange exchange = new Gateway(withoutService(), new Slots(), 1, tokens).open(path -> "");
        long nanos = nowMillis * 1_000_000;
        boolean empty = request.body().length == 0;
        Step step = exchange.onRequestHeaders(request.head(), empty, nanos);
        Optional<Effect.Reply> reply = follow(exchange, step, nanos);
        if (reply.isPresent() || empty) {
            return reply;
        }
        step = exchange.onRequestBody(Bytes.of(request.body()), true, nanos);
        return follow(exchange, step, nanos);
    }

    private String condition() {
        boolean asks =
                config.rateLimit().calls()
                        && config.rateLimit().mode() != RateLimitConfig.Mode.CHARGE;
        return asks ? " if every limit above has that much left" : "";
    }

    /** Looks are answered by nobody, and that must not be the reason for a refusal. */
    private Optional<Effect.Reply> follow(Exchange exchange, Step first, long nanos) {
        Step step = first;
        for (boolean looks = true; looks; ) {
            looks = false;
            for (Effect effect : step.effects()) {
                if (effect instanceof Effect.Reply reply) {
                    return Optional.of(reply);
                }
                looks |= effect instanceof Effect.Look;
            }
            if (looks) {
                step =
                        exchange.onLook(
                                new LookResult.Failed(false, true, "no service here"), nanos);
            }
        }
        return Optional.empty();
    }

    private GatewayConfig withoutService() {
        return new GatewayConfig(
                lenient(config.rateLimit()),
                config.limits(),
                config.providers(),
                config.auth(),
                config.products(),
                config.denyUnmatched(),
                config.routing(),
                config.hold(),
                config.includeUsage(),
                config.headers(),
                config.errors(),
                config.estimate(),
                config.maxBodyBytes(),
                config.denyOnPanic(),
                config.maxSeries());
    }

    private static RateLimitConfig lenient(RateLimitConfig old) {
        return new RateLimitConfig(
                old.cluster(),
                old.domain(),
                old.timeoutMillis(),
                old.mode(),
                old.via(),
                false,
                false,
                old.queue(),
                old.week());
    }

    /** Shared memory of one process. */
    private static final class Slots implements SharedSlots {
        private final Versioned[] slots = new Versioned[Ledger.SLOTS];

        @Override
        public Versioned get(int slot) {
            return slots[slot] == null ? new Versioned(new byte[0], 1) : slots[slot];
        }

        @Override
        public boolean compareAndSet(int slot, byte[] value, int version) {
            slots[slot] = new Versioned(value, version + 1);
            return true;
        }
    }
}
