package io.tollgate.core.flow;

import io.tollgate.core.config.CountConfig.Kind;
import io.tollgate.core.config.Glob;
import io.tollgate.core.limit.LimitWords;
import io.tollgate.core.limit.Ruling;
import io.tollgate.core.limit.Ruling.Outcome;
import io.tollgate.core.limit.Verdict;
import io.tollgate.core.refusal.Reason;
import io.tollgate.core.refusal.Refusal;
import io.tollgate.core.refusal.Refusal.Retry;
import io.tollgate.core.report.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Turns verdicts into refusals and counters. */
final class Refusing {
    private static final long SOMETIME_MS = 1000;

    private Refusing() {}

    static Refusal refusal(Ruling worst, Verdict verdict, Call call) {
        boolean tokens = worst.limit().kind() == Kind.TOKENS;
        long reset = worst.view().resetMillis();
        Retry retry =
                worst.outcome() == Outcome.NEVER
                        ? Retry.NEVER
                        : Retry.after(reset < 0 ? SOMETIME_MS : reset);
        return new Refusal(
                tokens ? Reason.TOKENS : Reason.REQUESTS,
                LimitWords.message(worst),
                worst.limit().name(),
                retry,
                providers(verdict, call));
    }

    /**
     * @param limit one that could not be looked at
     */
    static Refusal unavailable(String limit) {
        return Refusal.of(
                Reason.UNAVAILABLE,
                "The rate limit service did not answer; requests are not let through.",
                limit);
    }

    static Refusal form() {
        return Refusal.of(
                Reason.BAD_REQUEST,
                "What is allowed depends on the model, which is not read from a form.",
                "body");
    }

    /** The providers that the exhausted limits are for. */
    private static List<String> providers(Verdict verdict, Call call) {
        TreeSet<String> names = new TreeSet<>();
        for (Ruling ruling : verdict.rulings()) {
            if (ruling.refuses()) {
                for (Glob glob : ruling.limit().config().when().providers().items()) {
                    names.add(glob.pattern());
                }
            }
        }
        if (names.isEmpty()) {
            names.add(call.endpoint().provider());
        }
        return new ArrayList<>(names);
    }

    /** One look at the service, by what came of it; and each limit that it has no rule for. */
    static void countLook(Verdict verdict, List<Budget> asked, Notices notices, Outbox out) {
        boolean over = false;
        for (Ruling ruling : verdict.rulings()) {
            over |= ruling.over();
        }
        for (Budget budget : asked) {
            if (budget.unmatched()) {
                out.count(
                        "tollgate.looks", Tags.outcome("unmatched").withLimit(budget.limit.name()));
                notices.noRule(budget.limit.name(), out);
            }
        }
        out.count("tollgate.looks", Tags.outcome(over ? "over" : "ok"));
    }

    /**
     * Limits in the way, each once a call.
     *
     * @param counted names of those that have been counted
     */
    static void countDenied(Verdict verdict, Set<String> counted, Outbox out) {
        for (Ruling ruling : verdict.rulings()) {
            if (ruling.over() && counted.add(ruling.limit().name())) {
                String outcome = ruling.limit().shadow() ? "shadow" : "refused";
                out.count(
                        "tollgate.denied", Tags.outcome(outcome).withLimit(ruling.limit().name()));
            }
        }
    }
}
