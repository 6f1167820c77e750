package io.tollgate.core.usage;

/**
 * Tokens of one call in normal form: {@code input} holds cached and cache-write tokens, {@code
 * output} holds reasoning. {@code providerTotal} is what the provider itself called the total, 0
 * where it named none.
 */
public record Usage(
        long input,
        long cachedInput,
        long cacheWrite,
        long output,
        long reasoning,
        long providerTotal) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

    public long total() {
        return input + output;
    }
}
