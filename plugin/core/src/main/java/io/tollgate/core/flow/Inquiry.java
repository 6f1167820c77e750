package io.tollgate.core.flow;

import io.tollgate.core.ratelimit.Descriptor;
import io.tollgate.core.ratelimit.RateLimitAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The question to the service that is under way, and whom it concerns. */
final class Inquiry {
    private final Gateway gateway;
    private final Judge judge;
    private final Reservations reservations;
    private final boolean asks;
    private List<Budget> asked = List.of();

    Inquiry(Gateway gateway, Judge judge, Reservations reservations, boolean asks) {
        this.gateway = gateway;
        this.judge = judge;
        this.reservations = reservations;
        this.asks = asks;
    }

    List<Budget> asked() {
        return asked;
    }

    /** Asks for all of these that the service knows, in one call. */
    Question ask(List<Budget> chosen, long nowMs) {
        asked = new ArrayList<>();
        List<Descriptor> descriptors = new ArrayList<>();
        for (Budget budget : chosen) {
            if (asks && budget.limit.asksService()) {
                asked.add(budget);
                descriptors.add(
                        budget.reserves
                                ? reservations.ask(budget, judge.estimate(), nowMs)
                                : budget.limit.look(nowMs / 1000));
            }
        }
        return asked.isEmpty()
                ? Question.PASS
                : new Question.Ask(gateway.message(descriptors), reserving());
    }

    /** Refused for our bound, not for what the call needs: the rest goes back in a second look. */
    Optional<Question> smaller(List<Budget> budgets, long nowMs) {
        if (!reservations.tooLarge(asked, judge.estimate())) {
            return Optional.empty();
        }
        List<Budget> shrunk = new ArrayList<>();
        byte[] message = reservations.shrink(budgets, shrunk, judge.estimate(), nowMs);
        asked = shrunk;
        return Optional.of(new Question.Ask(message, true));
    }

    /** Takes the statuses of an answer; false if there are none. */
    boolean take(LookResult result, long nowMs) {
        if (result instanceof LookResult.Answered answered
                && RateLimitAnswer.read(answered.message(), asked.size())
                        instanceof RateLimitAnswer.Statuses told) {
            for (int i = 0; i < asked.size(); i++) {
                asked.get(i).status = Optional.of(told.statuses().get(i));
            }
            reservations.landed(asked, nowMs);
            return true;
        }
        return false;
    }

    /** The stream is over, or answered: what this question charged goes back. */
    void late(LookResult result, long nowMs) {
        if (reserving() && take(result, nowMs)) {
            reservations.giveBack(asked, nowMs);
        }
    }

    private boolean reserving() {
        for (Budget budget : asked) {
            if (budget.reserving > 0) {
                return true;
            }
        }
        return false;
    }
}
