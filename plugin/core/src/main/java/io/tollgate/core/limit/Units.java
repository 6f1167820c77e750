package io.tollgate.core.limit;

import io.tollgate.core.config.CountConfig.Weights;
import io.tollgate.core.config.Decimals;
import io.tollgate.core.ratelimit.Descriptor;
import io.tollgate.core.usage.Usage;

/**
 * Tokens by weight. Kinds are disjoint, the sum is exact and rounded up once, and never more than
 * the service can take.
 */
public final class Units {
    private Units() {}

    /** Units of what was used. */
    public static long of(Usage usage, Weights weights) {
        long cached = bounded(usage.cachedInput(), usage.input());
        long written = bounded(usage.cacheWrite(), usage.input() - cached);
        long reasoning = bounded(usage.reasoning(), usage.output());
        long sum = Decimals.times(usage.input() - cached - written, weights.input());
        sum = plus(sum, Decimals.times(cached, weights.cachedInput()));
        sum = plus(sum, Decimals.times(written, weights.cacheWrite()));
        sum = plus(sum, Decimals.times(usage.output() - reasoning, weights.output()));
        return clamp(plus(sum, Decimals.times(reasoning, weights.reasoning())));
    }

    /**
     * Units of an estimate: nothing tells the kinds apart yet, so each side counts at its dearest
     * kind.
     */
    public static long of(long input, long output, Weights weights) {
        long in = Math.max(weights.input(), Math.max(weights.cachedInput(), weights.cacheWrite()));
        long out = Math.max(weights.output(), weights.reasoning());
        return clamp(plus(Decimals.times(input, in), Decimals.times(output, out)));
    }

    /** A part is not larger than the whole, whatever a provider says. */
    private static long bounded(long part, long whole) {
        return Math.max(0, Math.min(part, whole));
    }

    private static long plus(long a, long b) {
        return Math.min(a + b, Descriptor.MAX_ADDEND * Decimals.ONE);
    }

    private static long clamp(long billionths) {
        return Math.min(Decimals.ceil(billionths), Descriptor.MAX_ADDEND);
    }
}
