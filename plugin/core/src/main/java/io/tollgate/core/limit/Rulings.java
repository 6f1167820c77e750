package io.tollgate.core.limit;

import io.tollgate.core.config.CountConfig.Kind;
import io.tollgate.core.config.CountConfig.Weights;
import io.tollgate.core.config.QuotaConfig;
import io.tollgate.core.config.RateLimitConfig.Mode;
import io.tollgate.core.limit.LimitView.Side;
import io.tollgate.core.limit.Ruling.Outcome;
import io.tollgate.core.ratelimit.Status;

/** Judges one limit from the service's status and what the ledger noted. */
public final class Rulings {
    private final Mode mode;
    private final long nowSeconds;

    public Rulings(Mode mode, long nowSeconds) {
        this.mode = mode;
        this.nowSeconds = nowSeconds;
    }

    /**
     * At the headers, when nothing is known of the request's size: refuses only when nothing is
     * left.
     */
    public Ruling atHeaders(ActiveLimit limit, Status status) {
        if (!status.matched()) {
            return unmatched(limit);
        }
        boolean over = spent(limit, status) && mode != Mode.CHARGE;
        Outcome outcome =
                never(status, over, 0) ? Outcome.NEVER : over ? Outcome.OVER : Outcome.PASS;
        long asked = limit.kind() == Kind.REQUESTS ? 1 : 0;
        return new Ruling(limit, outcome, asked, view(limit, status, status.remaining()));
    }

    /**
     * When the request's size is known.
     *
     * @param committed held in flight by others, and charged since the status was given
     */
    public Ruling sized(ActiveLimit limit, Status status, Estimate estimate, long committed) {
        if (!status.matched() || limit.kind() != Kind.TOKENS || mode != Mode.RESERVE) {
            return atHeaders(limit, status);
        }
        long need = limit.need(estimate);
        long hold = limit.hold(estimate);
        long available = status.remaining() - committed;
        boolean nothingLeft = hold > 0 && (available <= 0 || status.over());
        boolean over = nothingLeft || available < need;
        boolean never = never(status, over, need);
        Outcome outcome = never ? Outcome.NEVER : over ? Outcome.OVER : Outcome.PASS;
        long left = Math.max(0, over || never ? available : available - hold);
        return new Ruling(limit, outcome, need, view(limit, status, left));
    }

    /** A limit of requests at the same time: the ledger knows it alone. */
    public Ruling concurrent(ActiveLimit limit, long others) {
        long amount = limit.config().quota().map(QuotaConfig::amount).orElse(0L);
        boolean over = others >= amount;
        Outcome outcome = !over ? Outcome.PASS : amount == 0 ? Outcome.NEVER : Outcome.OVER;
        long left = Math.max(0, amount - others - (over ? 0 : 1));
        LimitView view = new LimitView(limit.name(), true, Side.BOTH, amount, left, 1000, 0);
        return new Ruling(limit, outcome, 1, view);
    }

    /** The limit lets nothing pass, or nothing of this size. */
    private static boolean never(Status status, boolean over, long need) {
        boolean closed = over && status.limit() == 0;
        return !status.untold() && (closed || need > status.limit());
    }

    private Ruling unmatched(ActiveLimit limit) {
        LimitView view = new LimitView(limit.name(), false, Side.BOTH, 0, 0, -1, 0);
        return new Ruling(limit, Outcome.UNMATCHED, 0, view);
    }

    /**
     * A look at a counter exactly at its limit is answered OK: nothing is left all the same. A
     * request has counted itself already.
     */
    private static boolean spent(ActiveLimit limit, Status status) {
        return status.over() || (limit.kind() != Kind.REQUESTS && status.remaining() == 0);
    }

    private LimitView view(ActiveLimit limit, Status status, long remaining) {
        Weights weights = limit.config().count().weights();
        boolean requests = limit.kind() == Kind.REQUESTS;
        Side side =
                requests
                        ? Side.BOTH
                        : weights.inputOnly()
                                ? Side.INPUT
                                : weights.outputOnly() ? Side.OUTPUT : Side.BOTH;
        long window = limit.windowSeconds() > 0 ? limit.windowSeconds() : status.windowSeconds();
        return new LimitView(
                limit.name(),
                requests,
                side,
                status.limit(),
                remaining,
                reset(limit, status),
                window);
    }

    /** Where several windows share a unit, the service knows only when the unit ends. */
    private long reset(ActiveLimit limit, Status status) {
        if (limit.numbered()) {
            return (limit.windowSeconds() - nowSeconds % limit.windowSeconds()) * 1000;
        }
        if (status.resetMillis() < 0 && status.windowSeconds() > 0) {
            return (status.windowSeconds() - nowSeconds % status.windowSeconds()) * 1000;
        }
        return status.resetMillis();
    }
}
