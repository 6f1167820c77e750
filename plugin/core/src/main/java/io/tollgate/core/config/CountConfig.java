package io.tollgate.core.config;

/** What one unit of a limit is. */
public record CountConfig(Kind kind, Weights weights) {
    public static final CountConfig TOTAL = new CountConfig(Kind.TOKENS, Weights.of(1, 1));
    public static final CountConfig INPUT = new CountConfig(Kind.TOKENS, Weights.of(1, 0));
    public static final CountConfig OUTPUT = new CountConfig(Kind.TOKENS, Weights.of(0, 1));
    public static final CountConfig REQUESTS = new CountConfig(Kind.REQUESTS, Weights.of(0, 0));
    public static final CountConfig CONCURRENT = new CountConfig(Kind.CONCURRENT, Weights.of(0, 0));

    /** Kind of unit. */
    public enum Kind {
        /** Tokens by weight. */
        TOKENS,
        /** Requests, charged in the look itself. */
        REQUESTS,
        /** Requests at the same time, known to the ledger alone. */
        CONCURRENT
    }

    /**
     * Units for one token of each kind, in billionths. The kinds are disjoint: a cached token has
     * the weight of cached input only, a reasoning token that of reasoning only.
     */
    public record Weights(
            long input, long cachedInput, long cacheWrite, long output, long reasoning) {
        static Weights of(long input, long output) {
            long one = Decimals.ONE;
            return new Weights(input * one, input * one, input * one, output * one, output * one);
        }

        /** True when tokens of the answer weigh nothing. */
        public boolean inputOnly() {
            return output == 0 && reasoning == 0;
        }

        /** True when tokens of the prompt weigh nothing. */
        public boolean outputOnly() {
            return input == 0 && cachedInput == 0 && cacheWrite == 0;
        }
    }
}
