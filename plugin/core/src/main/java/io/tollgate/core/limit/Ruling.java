package io.tollgate.core.limit;

/**
 * The verdict of one limit.
 *
 * @param asked units that the request would need
 * @param view what to tell of the limit; meaningless when {@code outcome} is {@code UNMATCHED}
 */
public record Ruling(ActiveLimit limit, Outcome outcome, long asked, LimitView view) {

    /** Pass or not, and why. */
    public enum Outcome {
        PASS,
        /** Not enough left in this window. */
        OVER,
        /** More than the whole window has. */
        NEVER,
        /** The service has no rule for it: nothing is limited. */
        UNMATCHED
    }

    /** True when it stands in the way, whether or not it may. */
    public boolean over() {
        return outcome == Outcome.OVER || outcome == Outcome.NEVER;
    }

    /** True when the request must not go on because of it. */
    public boolean refuses() {
        return over() && !limit.shadow();
    }
}
