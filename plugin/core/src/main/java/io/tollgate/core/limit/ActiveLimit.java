package io.tollgate.core.limit;

import io.tollgate.core.config.CountConfig.Kind;
import io.tollgate.core.config.LimitConfig;
import io.tollgate.core.config.QuotaConfig;
import io.tollgate.core.ratelimit.Descriptor;
import io.tollgate.core.ratelimit.Entry;
import io.tollgate.core.ratelimit.Quota;
import io.tollgate.core.ratelimit.Status;
import io.tollgate.core.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A limit that applies to a request.
 *
 * @param entries as sent, but for the number of a window
 * @param key of its counter in the ledger
 */
public record ActiveLimit(LimitConfig config, List<Entry> entries, long key) {
    public ActiveLimit {
        entries = List.copyOf(entries);
    }

    public String name() {
        return config.name();
    }

    public Kind kind() {
        return config.count().kind();
    }

    public boolean shadow() {
        return config.shadow();
    }

    /** True when the service knows it; the others live in the ledger. */
    public boolean asksService() {
        return kind() != Kind.CONCURRENT;
    }

    /** What a look asks: a request counts in the look itself, tokens only at the end. */
    public Descriptor look(long nowSeconds) {
        return descriptor(kind() == Kind.REQUESTS ? 1 : 0, nowSeconds);
    }

    /** What a charge adds. */
    public Descriptor charge(long units, long nowSeconds) {
        return descriptor(units, nowSeconds);
    }

    /** What a refund takes off again. */
    public Descriptor refund(long units, long nowSeconds) {
        Descriptor charge = descriptor(units, nowSeconds);
        return new Descriptor(charge.entries(), charge.quota(), charge.addend(), true);
    }

    /**
     * From when on the window may have turned, by an answer of the service; it tells whole seconds,
     * and some time has passed since.
     */
    public long turnsMs(Status status, long nowMs) {
        if (numbered()) {
            long window = windowSeconds() * 1000;
            return nowMs - nowMs % window + window - 1000;
        }
        return status.resetMillis() < 0 ? 0 : nowMs + status.resetMillis() - 2000;
    }

    /** What the limit counts of a usage; a look has counted requests already. */
    public long units(Usage usage) {
        return kind() == Kind.TOKENS ? Units.of(usage, config.count().weights()) : 0;
    }

    /** The least that must be left for the request to pass. */
    public long need(Estimate estimate) {
        return switch (kind()) {
            case TOKENS ->
                    Units.of(estimate.input(), estimate.surelyAsked(), config.count().weights());
            case REQUESTS, CONCURRENT -> 1;
        };
    }

    /** What the ledger holds while the request is under way. */
    public long hold(Estimate estimate) {
        return switch (kind()) {
            case TOKENS -> Units.of(estimate.input(), estimate.assumed(), config.count().weights());
            case REQUESTS -> 0;
            case CONCURRENT -> 1;
        };
    }

    /**
     * The window in words, such as {@code minute} or {@code 5 minutes}; empty where the service
     * alone knows.
     */
    public String unit() {
        return windowSeconds() == 0 ? "" : LimitWords.window(windowSeconds());
    }

    /** Seconds of the window, 0 where the service alone knows. */
    long windowSeconds() {
        Optional<QuotaConfig> quota = config.quota();
        return asksService() && quota.isPresent() ? quota.get().windowSeconds() : 0;
    }

    boolean numbered() {
        return asksService() && config.quota().isPresent() && config.quota().get().numbered();
    }

    private Descriptor descriptor(long addend, long nowSeconds) {
        Optional<QuotaConfig> quota = config.quota();
        List<Entry> sent = entries;
        if (quota.isPresent() && quota.get().numbered()) {
            sent = new ArrayList<>(entries);
            sent.add(new Entry("window", Long.toString(nowSeconds / quota.get().windowSeconds())));
        }
        Optional<Quota> override =
                quota.isPresent()
                        ? Optional.of(new Quota(quota.get().amount(), quota.get().unit()))
                        : Optional.empty();
        return Descriptor.charge(sent, override, addend);
    }
}
