package io.tollgate.core.flow;

import io.tollgate.core.config.CountConfig.Kind;
import io.tollgate.core.config.RateLimitConfig.Mode;
import io.tollgate.core.limit.ActiveLimit;
import io.tollgate.core.limit.Estimate;
import io.tollgate.core.limit.Ruling;
import io.tollgate.core.limit.Ruling.Outcome;
import io.tollgate.core.limit.Rulings;
import io.tollgate.core.limit.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on one call, from what the service said of its budgets, what others hold, and how
 * large the call is.
 */
final class Judge {
    private final Gateway gateway;
    private final Call call;
    private final Mode mode;
    private final List<Budget> budgets;

    /**
     * @param budgets those of the call, as they come to be known
     */
    Judge(Gateway gateway, Call call, Mode mode, List<Budget> budgets) {
        this.gateway = gateway;
        this.call = call;
        this.mode = mode;
        this.budgets = budgets;
    }

    /**
     * First by the bound of the prompt; only where that could change an answer are tokens counted.
     *
     * @param body empty while the call's size is not known
     */
    Verdict judge(Optional<RequestBody> body, long nowMs) {
        Verdict verdict = verdict(body.isPresent(), nowMs);
        if (body.isPresent() && refused(verdict) && call.countPrompt(gateway, body)) {
            shrink(nowMs);
            return verdict(true, nowMs);
        }
        return verdict;
    }

    /**
     * The request has gone on by its bound. Where that bound takes much of what is left it would
     * refuse others: now that nobody waits for it, the tokens are counted and the rest is let go.
     * Empty if there is nothing new.
     */
    Optional<Verdict> afterwards(Optional<RequestBody> body, long nowMs) {
        if (body.isPresent() && tight(verdict(true, nowMs)) && call.countPrompt(gateway, body)) {
            shrink(nowMs);
            return Optional.of(verdict(true, nowMs));
        }
        return Optional.empty();
    }

    /** A limit of requests at the same time. */
    Ruling concurrent(ActiveLimit limit, long others, long nowMs) {
        return rulings(nowMs).concurrent(limit, others);
    }

    Estimate estimate() {
        long declared = call.facts.isPresent() ? call.facts.get().declaredOutput().orElse(-1) : -1;
        return new Estimate(
                call.promptTokens(), declared, gateway.config().estimate().undeclaredOutput());
    }

    private Verdict verdict(boolean sized, long nowMs) {
        Rulings rules = rulings(nowMs);
        List<Ruling> rulings = new ArrayList<>();
        for (Budget budget : budgets) {
            if (budget.status.isPresent()) {
                rulings.add(
                        sized
                                ? rules.sized(
                                        budget.limit,
                                        budget.status.get(),
                                        estimate(),
                                        budget.committed())
                                : rules.atHeaders(budget.limit, budget.status.get()));
            }
        }
        return new Verdict(rulings);
    }

    /** A count could change the answer: the bound does not fit. */
    private boolean refused(Verdict verdict) {
        for (Ruling ruling : verdict.rulings()) {
            if (ruling.limit().kind() == Kind.TOKENS && ruling.over()) {
                return mode == Mode.RESERVE;
            }
        }
        return false;
    }

    private boolean tight(Verdict verdict) {
        for (Ruling ruling : verdict.rulings()) {
            long hold = ruling.limit().hold(estimate());
            boolean budget =
                    ruling.limit().kind() == Kind.TOKENS && ruling.outcome() != Outcome.UNMATCHED;
            if (budget && ruling.view().remaining() < 4 * hold) {
                return mode == Mode.RESERVE;
            }
        }
        return false;
    }

    private void shrink(long nowMs) {
        Estimate estimate = estimate();
        for (Budget budget : budgets) {
            long hold = budget.share(estimate);
            if (budget.limit.kind() == Kind.TOKENS && hold < budget.held) {
                gateway.ledger().leave(budget.limit.key(), budget.held - hold, nowMs);
                budget.held = hold;
            }
        }
    }

    private Rulings rulings(long nowMs) {
        return new Rulings(mode, nowMs / 1000);
    }
}
