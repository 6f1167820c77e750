package io.tollgate.core.limit;

import io.tollgate.core.config.CountConfig;
import io.tollgate.core.config.EntryConfig;
import io.tollgate.core.config.LimitConfig;
import io.tollgate.core.config.QuotaConfig;
import io.tollgate.core.config.WhenConfig;
import io.tollgate.core.ratelimit.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Picks the limits that apply to one request and fills in their descriptors. */
final class Picker {
    private final LimitBook book;
    private final String domain;
    private final Subject subject;
    private final boolean free;
    private final boolean bound;
    private final List<ActiveLimit> active = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private boolean more;

    /**
     * @param free limits that do not depend on the model are wanted
     * @param bound limits that depend on it are wanted, and it is as well known as it will ever be
     */
    Picker(LimitBook book, String domain, Subject subject, boolean free, boolean bound) {
        this.book = book;
        this.domain = domain;
        this.subject = subject;
        this.free = free;
        this.bound = bound;
    }

    String product() {
        return subject.caller().product();
    }

    void consider(LimitConfig limit, boolean ofProduct) {
        boolean needsModel = book.needsModel(limit);
        boolean waits = needsModel && !bound;
        if ((!waits && !needsModel && !free) || !applies(limit)) {
            return;
        }
        if (waits) {
            more = true;
        } else {
            add(limit, ofProduct);
        }
    }

    LimitBook.Selection selection() {
        return new LimitBook.Selection(active, skipped, more);
    }

    private void add(LimitConfig limit, boolean ofProduct) {
        List<Entry> entries = new ArrayList<>();
        if (ofProduct) {
            entries.add(new Entry("consumer", Sources.bounded(subject.caller().consumer())));
            entries.add(new Entry("product", Sources.bounded(subject.caller().product())));
        }
        for (EntryConfig entry : limit.descriptor()) {
            String value = Sources.value(entry, subject);
            if (value.isEmpty()) {
                skipped.add(limit.name());
                return;
            }
            entries.add(new Entry(entry.key(), value));
        }
        boolean own = limit.quota().isPresent() && !limit.quota().get().shareCounter();
        if (own || concurrent(limit)) {
            entries.add(new Entry("limit", limit.name()));
        }
        active.add(new ActiveLimit(limit, entries, key(limit, entries)));
    }

    /**
     * The counter, as the service knows it: domain, entries, unit. Requests in flight are a counter
     * of their own.
     */
    private long key(LimitConfig limit, List<Entry> entries) {
        KeyHash hash = new KeyHash().add(domain);
        for (Entry entry : entries) {
            hash.add(entry.key()).add(entry.value());
        }
        if (concurrent(limit)) {
            return hash.add("concurrent").value();
        }
        for (QuotaConfig quota : limit.quotas()) {
            hash.add(quota.unit().name()).add(Long.toString(quota.windowSeconds()));
        }
        return hash.value();
    }

    private static boolean concurrent(LimitConfig limit) {
        return limit.count().kind() == CountConfig.Kind.CONCURRENT;
    }

    /** Conditions on the model are left out as long as it is unknown. */
    private boolean applies(LimitConfig limit) {
        WhenConfig when = limit.when();
        boolean model = !bound || when.models().allows(subject.model());
        boolean waits = !bound && book.providersNeedModel();
        return model
                && (waits || when.providers().allows(subject.provider()))
                && when.operations().allows(subject.operation())
                && when.consumers().allows(subject.caller().consumer())
                && when.products().allows(subject.caller().product())
                && headersMatch(when)
                && canCount(limit);
    }

    private boolean headersMatch(WhenConfig when) {
        for (WhenConfig.HeaderGlob header : when.headers()) {
            Optional<String> value = subject.headers().first(header.name());
            if (value.isEmpty() || !header.values().allows(value.get())) {
                return false;
            }
        }
        return true;
    }

    /** An embedding has no output: a budget of output has nothing to say about it. */
    private boolean canCount(LimitConfig limit) {
        boolean tokens = limit.count().kind() == CountConfig.Kind.TOKENS;
        boolean outputOnly = tokens && limit.count().weights().outputOnly();
        return !outputOnly || !subject.operation().equals("embeddings");
    }
}
