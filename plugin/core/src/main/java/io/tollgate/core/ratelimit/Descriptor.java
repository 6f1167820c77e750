package io.tollgate.core.ratelimit;

import java.util.List;
import java.util.Optional;

/**
 * What one limit asks of the service.
 *
 * @param quota at most one: the limit to use instead of the service's own
 * @param addend what to add; 0 looks and adds nothing
 * @param refund the addend is taken off the counter instead; only for a service that is known to do
 *     so, others book it as a charge
 */
public record Descriptor(List<Entry> entries, List<Quota> quota, long addend, boolean refund) {
    /**
     * More would poison a counter for the rest of its window, and Envoy's own filter stops here
     * too.
     */
    public static final long MAX_ADDEND = 1_000_000_000L;

    public Descriptor {
        entries = List.copyOf(entries);
        quota = List.copyOf(quota);
        addend = Math.min(Math.max(addend, 0), MAX_ADDEND);
    }

    /** A descriptor that only looks. */
    public static Descriptor look(List<Entry> entries, Optional<Quota> quota) {
        return charge(entries, quota, 0);
    }

    /** A descriptor that adds. */
    public static Descriptor charge(List<Entry> entries, Optional<Quota> quota, long addend) {
        return new Descriptor(
                entries, quota.isPresent() ? List.of(quota.get()) : List.of(), addend, false);
    }

    /** The same question with another addend. */
    public Descriptor withAddend(long addend) {
        return new Descriptor(entries, quota, addend, refund);
    }
}
