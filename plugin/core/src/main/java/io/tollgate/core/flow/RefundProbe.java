package io.tollgate.core.flow;

import io.tollgate.core.ratelimit.Descriptor;
import io.tollgate.core.ratelimit.Entry;
import io.tollgate.core.ratelimit.Quota;
import io.tollgate.core.ratelimit.RateLimitAnswer;
import io.tollgate.core.ratelimit.RateLimitRequest;
import io.tollgate.core.ratelimit.Status;
import io.tollgate.core.ratelimit.WindowUnit;
import io.tollgate.core.report.Tags;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether the service takes refunds: a service that does not know them books them as
 * charges. A counter of nobody's is charged 2, given back 1, and looked at.
 */
public final class RefundProbe {
    private static final long AGAIN_AFTER_MS = 10_000;
    private static final long AMOUNT = 1000;
    private static final int CHARGED = 2;
    private static final int GIVEN_BACK = 1;
    private static final String METRIC = "tollgate.refunds";

    private enum State {
        IDLE,
        CHARGING,
        REFUNDING,
        LOOKING,
        HONOURED,
        BOOKED
    }

    private final String domain;
    private final Outbox out;
    private State state = State.IDLE;
    private List<Entry> entries = List.of();
    private long notBefore;

    RefundProbe(String domain, Outbox out) {
        this.domain = domain;
        this.out = out;
    }

    /** Refunds lower a counter, as this service has shown. */
    public boolean honoured() {
        return state == State.HONOURED;
    }

    /**
     * The first question, if it is time to ask.
     *
     * @param random another number each time, so that no two probes share a counter
     */
    public Optional<byte[]> begin(long random, long nowMs) {
        if (state != State.IDLE || nowMs < notBefore) {
            return Optional.empty();
        }
        entries = List.of(new Entry("tollgate_probe", Long.toHexString(random)));
        state = State.CHARGING;
        return Optional.of(question(CHARGED, false));
    }

    /** The next question, or nothing when all is known or the service does not answer. */
    public Optional<byte[]> onAnswer(LookResult result, long nowMs) {
        if (!(result instanceof LookResult.Answered answered)
                || !(RateLimitAnswer.read(answered.message(), 1)
                        instanceof RateLimitAnswer.Statuses told)) {
            return unsaid(nowMs);
        }
        return switch (state) {
            case CHARGING -> {
                state = State.REFUNDING;
                yield Optional.of(question(GIVEN_BACK, true));
            }
            case REFUNDING -> {
                state = State.LOOKING;
                yield Optional.of(question(0, false));
            }
            default -> verdict(told.statuses().get(0), nowMs);
        };
    }

    /** What there is to count and to say. */
    public List<Effect> effects() {
        return out.step(Move.GO).effects();
    }

    private Optional<byte[]> verdict(Status status, long nowMs) {
        long used = AMOUNT - status.remaining();
        if (status.matched() && used == CHARGED - GIVEN_BACK) {
            state = State.HONOURED;
            out.count(METRIC, Tags.outcome("honoured"));
            return Optional.empty();
        }
        if (status.matched() && used == 0) {
            return unsaid(nowMs); // the window turned meanwhile
        }
        state = State.BOOKED;
        out.count(METRIC, Tags.outcome("booked"));
        out.add(
                new Effect.Say(
                        Effect.Level.WARN,
                        "tollgate: the rate limit service books a refund as a charge:"
                                + " rateLimit.refunds has no effect, budgets are reserved in the"
                                + " ledger alone."));
        return Optional.empty();
    }

    private Optional<byte[]> unsaid(long nowMs) {
        state = State.IDLE;
        notBefore = nowMs + AGAIN_AFTER_MS;
        out.count(METRIC, Tags.outcome("error"));
        return Optional.empty();
    }

    private byte[] question(long addend, boolean refund) {
        Quota quota = new Quota(AMOUNT, WindowUnit.HOUR);
        Descriptor descriptor = new Descriptor(entries, List.of(quota), addend, refund);
        return RateLimitRequest.encode(domain, List.of(descriptor));
    }
}
