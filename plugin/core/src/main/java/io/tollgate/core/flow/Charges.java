package io.tollgate.core.flow;

import io.tollgate.core.charge.ChargeOrder;
import io.tollgate.core.charge.ChargeOrder.Ticket;
import io.tollgate.core.config.CountConfig.Kind;
import io.tollgate.core.config.RateLimitConfig.Mode;
import io.tollgate.core.config.RateLimitConfig.Via;
import io.tollgate.core.ratelimit.Descriptor;
import io.tollgate.core.ratelimit.RateLimitRequest;
import io.tollgate.core.usage.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * What a call's budgets are charged at its end: one call for all of them, or filter state for
 * Envoy's own filter.
 */
final class Charges {
    private final Gateway gateway;
    private final List<Budget> budgets;
    private final Outbox out;

    Charges(Gateway gateway, List<Budget> budgets, Outbox out) {
        this.gateway = gateway;
        this.budgets = budgets;
        this.out = out;
    }

    /**
     * Charges a call that is over.
     *
     * @param begun it was more than an attempt to reach a provider
     */
    void charge(Usage usage, boolean begun, long nowMs) {
        if (gateway.config().rateLimit().via() == Via.FILTER) {
            publish(usage);
        } else if (begun) {
            call(usage, nowMs);
        }
    }

    private void call(Usage usage, long nowMs) {
        List<Descriptor> descriptors = new ArrayList<>();
        List<Ticket> tickets = new ArrayList<>();
        for (Budget budget : budgets) {
            long units = units(budget, usage);
            if (units > 0 && budget.limit.asksService() && !budget.unmatched()) {
                descriptors.add(budget.limit.charge(units, nowMs / 1000));
                tickets.add(new Ticket(budget.limit.key(), budget.held, units));
                budget.held = 0; // the ticket holds it until the charge has landed
            }
        }
        if (!descriptors.isEmpty()) {
            String domain = gateway.config().rateLimit().domain();
            byte[] message = RateLimitRequest.encode(domain, descriptors);
            out.add(new Effect.Charge(new ChargeOrder(message, tickets)));
        }
    }

    /** A request has been counted by its look, unless there was none. */
    private long units(Budget budget, Usage usage) {
        boolean lookless = budget.uncounted || gateway.config().rateLimit().mode() == Mode.CHARGE;
        return budget.limit.kind() == Kind.REQUESTS && lookless ? 1 : budget.limit.units(usage);
    }

    private void publish(Usage usage) {
        for (Budget budget : budgets) {
            long units = units(budget, usage);
            out.add(Effect.Publish.of("tollgate." + budget.limit.name(), units));
            if (budgets.size() == 1) {
                out.add(new Effect.HitsAddend(units));
            }
        }
    }
}
