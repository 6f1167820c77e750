package io.tollgate.core.limit;

import io.tollgate.core.limit.LimitView.Side;
import io.tollgate.core.limit.Ruling.Outcome;

/** What a refusal says: the limit, what was asked, what is left, when it resets. */
public final class LimitWords {
    private LimitWords() {}

    public static String message(Ruling ruling) {
        LimitView view = ruling.view();
        StringBuilder out = new StringBuilder(160);
        out.append(
                ruling.outcome() == Outcome.NEVER
                        ? "Request too large for limit "
                        : "Rate limit reached for limit ");
        out.append(view.name())
                .append(" (")
                .append(what(ruling))
                .append("): Limit ")
                .append(view.limit());
        if (ruling.outcome() != Outcome.NEVER) {
            out.append(", Remaining ").append(view.remaining());
        }
        if (ruling.asked() > 0) {
            out.append(", Requested ").append(ruling.asked());
        }
        return out.append(". ").append(advice(ruling)).toString();
    }

    private static String what(Ruling ruling) {
        LimitView view = ruling.view();
        if (!ruling.limit().asksService()) {
            return "requests at the same time";
        }
        String unit =
                view.requests()
                        ? "requests"
                        : view.side() == Side.INPUT
                                ? "input tokens"
                                : view.side() == Side.OUTPUT ? "output tokens" : "tokens";
        return view.windowSeconds() == 0 ? unit : unit + " per " + window(view.windowSeconds());
    }

    static String window(long seconds) {
        String[] names = {"month", "week", "day", "hour", "minute"};
        long[] lengths = {2_592_000, 604_800, 86_400, 3_600, 60};
        if (seconds == 31_536_000) {
            return "year";
        }
        for (int i = 0; i < names.length; i++) {
            if (seconds % lengths[i] == 0) {
                long count = seconds / lengths[i];
                return count == 1 ? names[i] : count + " " + names[i] + "s";
            }
        }
        return seconds == 1 ? "second" : seconds + " seconds";
    }

    private static String advice(Ruling ruling) {
        if (ruling.outcome() == Outcome.NEVER) {
            return "It can never pass: reduce the prompt or the maximum of output tokens.";
        }
        if (!ruling.limit().asksService()) {
            return "Try again when another request has ended.";
        }
        long millis = ruling.view().resetMillis();
        return millis < 0
                ? "Try again later."
                : "Please try again in " + Durations.go(millis) + ".";
    }
}
