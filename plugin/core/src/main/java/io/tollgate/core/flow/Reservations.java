package io.tollgate.core.flow;

import io.tollgate.core.charge.ChargeOrder;
import io.tollgate.core.config.CountConfig.Kind;
import io.tollgate.core.limit.Estimate;
import io.tollgate.core.ratelimit.Descriptor;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the service honours refunds: what a call needs of its budgets is charged before it goes on,
 * and settled by the difference when it is over.
 */
final class Reservations {
    private final Gateway gateway;
    private final Outbox out;

    Reservations(Gateway gateway, Outbox out) {
        this.gateway = gateway;
        this.out = out;
    }

    /** The question that charges what the call needs. */
    Descriptor ask(Budget budget, Estimate estimate, long nowMs) {
        budget.reserving = budget.limit.need(estimate);
        return budget.limit.charge(budget.reserving, nowMs / 1000);
    }

    /** The service has answered. */
    void landed(List<Budget> asked, long nowMs) {
        for (Budget budget : asked) {
            if (budget.reserving > 0 && !budget.unmatched()) {
                budget.reserved = budget.reserving;
                budget.turnsMs = budget.limit.turnsMs(budget.status.orElseThrow(), nowMs);
                gateway.ledger().acknowledge(budget.limit.key(), 0, budget.reserved, nowMs);
            }
            budget.reserving = 0;
        }
    }

    /**
     * The service has not answered. What surely stayed away is held in the ledger instead, what
     * perhaps landed counts as charged and is never given back.
     */
    void failed(List<Budget> asked, boolean maybe, long nowMs) {
        for (Budget budget : asked) {
            if (budget.reserving > 0 && maybe) {
                budget.perhaps = budget.reserving;
            } else if (budget.reserving > 0) {
                budget.reserves = false;
                gateway.ledger().join(budget.limit.key(), budget.reserving, nowMs);
                budget.held += budget.reserving;
            }
            budget.reserving = 0;
        }
    }

    /** Whether a smaller reservation could let the call pass: it was refused for our bound. */
    boolean tooLarge(List<Budget> budgets, Estimate estimate) {
        for (Budget budget : budgets) {
            boolean over = budget.status.isPresent() && budget.status.get().over();
            if (over && !budget.limit.shadow() && budget.reserved > budget.limit.need(estimate)) {
                return true;
            }
        }
        return false;
    }

    /** The question that gives back what is more than the call needs, and so looks again. */
    byte[] shrink(List<Budget> budgets, List<Budget> asked, Estimate estimate, long nowMs) {
        List<Descriptor> descriptors = new ArrayList<>();
        for (Budget budget : budgets) {
            long need = budget.limit.need(estimate);
            if (budget.limit.kind() == Kind.TOKENS && budget.reserved > 0) {
                asked.add(budget);
                descriptors.add(budget.limit.refund(budget.reserved - need, nowMs / 1000));
                budget.reserved = need;
            }
        }
        return gateway.message(descriptors);
    }

    /** The call uses nothing: all that was reserved goes back. */
    void giveBack(List<Budget> budgets, long nowMs) {
        List<Descriptor> descriptors = new ArrayList<>();
        long until = Long.MAX_VALUE;
        for (Budget budget : budgets) {
            if (budget.reserved > 0 && nowMs < budget.turnsMs) {
                descriptors.add(budget.limit.refund(budget.reserved, nowMs / 1000));
                until = Math.min(until, budget.turnsMs);
            }
            budget.reserved = 0;
        }
        if (!descriptors.isEmpty()) {
            byte[] message = gateway.message(descriptors);
            out.add(
                    new Effect.Charge(
                            new ChargeOrder(message, List.of()).until(until, ChargeOrder.NOTHING)));
        }
    }
}
