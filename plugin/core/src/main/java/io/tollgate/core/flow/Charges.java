package io.tollgate.core.flow;

import io.tollgate.core.charge.ChargeOrder;
import io.tollgate.core.charge.ChargeOrder.Ticket;
import io.tollgate.core.config.CountConfig.Kind;
import io.tollgate.core.config.RateLimitConfig.Mode;
import io.tollgate.core.config.RateLimitConfig.Via;
import io.tollgate.core.ratelimit.Descriptor;
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
        List<Descriptor> charges = new ArrayList<>();
        List<Descriptor> refunds = new ArrayList<>();
        List<Ticket> tickets = new ArrayList<>();
        long until = Long.MAX_VALUE;
        for (Budget budget : budgets) {
            long due = units(budget, usage) - budget.reserved - budget.perhaps;
            if (due > 0 && budget.limit.asksService() && !budget.unmatched()) {
                charges.add(budget.limit.charge(due, nowMs / 1000));
                ticket(budget, due, tickets);
            } else if (due < 0 && budget.reserved > 0 && nowMs < budget.turnsMs) {
                refunds.add(budget.limit.refund(-due, nowMs / 1000));
                until = Math.min(until, budget.turnsMs);
                ticket(budget, 0, tickets);
            }
            budget.reserved = 0;
        }
        send(charges, refunds, tickets, until);
    }

    /** The ticket holds it until the charge has landed. */
    private static void ticket(Budget budget, long due, List<Ticket> tickets) {
        tickets.add(new Ticket(budget.limit.key(), budget.held, due));
        budget.held = 0;
    }

    private void send(
            List<Descriptor> charges, List<Descriptor> refunds, List<Ticket> tickets, long until) {
        byte[] late = charges.isEmpty() ? ChargeOrder.NOTHING : gateway.message(charges);
        if (!refunds.isEmpty()) {
            List<Descriptor> all = new ArrayList<>(charges);
            all.addAll(refunds);
            ChargeOrder order = new ChargeOrder(gateway.message(all), tickets);
            out.add(new Effect.Charge(order.until(until, late)));
        } else if (!charges.isEmpty()) {
            out.add(new Effect.Charge(new ChargeOrder(late, tickets)));
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
