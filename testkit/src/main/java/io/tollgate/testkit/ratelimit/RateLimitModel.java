package io.tollgate.testkit.ratelimit;

import io.tollgate.testkit.proto.ProtoReader.ProtoException;
import io.tollgate.testkit.proto.ProtoWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The real rate limit service's semantics over its own protobuf bytes, with the time given by the
 * caller.
 *
 * <p>A look is a descriptor with the explicit addend 0. A bucket is over when its counter is above
 * the limit after the addition, and the addition is kept even then. An override in a descriptor
 * needs only the domain to be known; its unit must be 1 to 7, or the service's process ends.
 * Windows are aligned to the epoch. Not safe for use by several threads.
 */
public final class RateLimitModel {
    private static final long MAX_UINT32 = 0xffff_ffffL;
    private static final int OK = 1;
    private static final int OVER_LIMIT = 2;

    private final Map<String, List<Rule>> domains = new TreeMap<>();
    private final Map<String, Long> counters = new TreeMap<>();
    private final boolean refunds;
    private boolean down;

    private RateLimitModel(List<Domain> config, boolean refunds) {
        for (Domain domain : config) {
            domains.put(domain.name(), domain.descriptors());
        }
        this.refunds = refunds;
    }

    /**
     * A service as released today: {@code is_negative_hits} is unknown to it and booked as a
     * charge.
     */
    public static RateLimitModel of(Domain... config) {
        return new RateLimitModel(List.of(config), false);
    }

    /** A service that takes {@code is_negative_hits} off the counter, down to 0. */
    public static RateLimitModel withRefunds(Domain... config) {
        return new RateLimitModel(List.of(config), true);
    }

    /**
     * Answers one ShouldRateLimit call.
     *
     * @param request serialized RateLimitRequest
     * @param now time of the call; decides the window
     * @return serialized RateLimitResponse
     * @throws RateLimitFailure when the real service gives an error or dies
     */
    public byte[] shouldRateLimit(byte[] request, Instant now) {
        if (down) {
            throw new RateLimitFailure(14, "connection refused", true);
        }
        RateLimitRequest read = parse(request);
        if (read.domain().isEmpty()) {
            throw new RateLimitFailure(2, "rate limit domain must not be empty", false);
        }
        if (read.descriptors().isEmpty()) {
            throw new RateLimitFailure(2, "rate limit descriptor list must not be empty", false);
        }
        return answer(read, now);
    }

    private static RateLimitRequest parse(byte[] request) {
        try {
            return RateLimitRequest.read(request);
        } catch (ProtoException e) {
            throw new RateLimitFailure(
                    13, "grpc: error unmarshalling request: " + e.getMessage(), false);
        }
    }

    private byte[] answer(RateLimitRequest request, Instant now) {
        boolean over = false;
        ProtoWriter statuses = new ProtoWriter();
        // All limits are found before anything is counted, as in the service.
        List<Optional<Rules.Match>> matches =
                request.descriptors().stream().map(d -> find(request.domain(), d)).toList();
        for (int i = 0; i < matches.size(); i++) {
            Status status = apply(request, request.descriptors().get(i), matches.get(i), now);
            over |= status.code() == OVER_LIMIT;
            statuses.message(2, status.write());
        }
        ProtoWriter head = new ProtoWriter().number(1, over ? OVER_LIMIT : OK);
        return concat(head.toBytes(), statuses.toBytes());
    }

    private Optional<Rules.Match> find(String domain, Descriptor descriptor) {
        List<Rule> rules = domains.get(domain);
        if (rules == null) {
            return Optional.empty();
        }
        if (descriptor.override().isEmpty()) {
            return Rules.find(rules, descriptor.entries());
        }
        Descriptor.LimitOverride override = descriptor.override().get();
        Optional<Unit> unit = Unit.of(override.unit());
        if (unit.isEmpty()) {
            down = true;
            throw new RateLimitFailure(
                    14, "panic: should not get here (unit " + override.unit() + ")", true);
        }
        return Optional.of(
                new Rules.Match(Limit.of(override.requestsPerUnit(), unit.get()), false));
    }

    private Status apply(
            RateLimitRequest request,
            Descriptor descriptor,
            Optional<Rules.Match> match,
            Instant now) {
        if (match.isEmpty()) {
            return new Status(OK, Optional.empty(), 0, 0);
        }
        Limit limit = match.get().limit();
        if (limit.unlimited()) {
            return new Status(OK, Optional.empty(), MAX_UINT32, 0);
        }
        long count = add(request, descriptor, limit.unit(), now);
        boolean over = count > limit.requestsPerUnit();
        int code = over && !match.get().shadow() ? OVER_LIMIT : OK;
        long remaining = over ? 0 : limit.requestsPerUnit() - count;
        return new Status(code, Optional.of(limit), remaining, limit.unit().untilReset(now));
    }

    private long add(RateLimitRequest request, Descriptor descriptor, Unit unit, Instant now) {
        String key = key(request.domain(), descriptor.entries(), unit, now);
        long addend = request.addendOf(descriptor);
        long before = counters.getOrDefault(key, 0L);
        if (addend < 0 || before + addend < 0) {
            // An unsigned addend above the signed range, or a counter driven out of it: Redis
            // refuses.
            throw new RateLimitFailure(2, "ERR value is not an integer or out of range", false);
        }
        boolean takeOff = descriptor.negative() && refunds;
        long after = takeOff ? Math.max(0, before - addend) : before + addend;
        counters.put(key, after);
        return after;
    }

    /** The counter's key: domain, entries and start of the window, but neither limit nor unit. */
    private static String key(
            String domain, List<Descriptor.Entry> entries, Unit unit, Instant now) {
        StringBuilder key = new StringBuilder(domain).append('_');
        for (Descriptor.Entry entry : entries) {
            key.append(entry.key()).append('_').append(entry.value()).append('_');
        }
        return key.append(unit.windowStart(now)).toString();
    }

    /** The counter of a bucket in the window of the given time; 0 when it was never touched. */
    public long counter(String domain, List<Descriptor.Entry> entries, Unit unit, Instant now) {
        return counters.getOrDefault(key(domain, entries, unit, now), 0L);
    }

    /** All counters by key ({@code domain_key_value_..._windowstart}, as in Redis), sorted. */
    public Map<String, Long> counters() {
        return Map.copyOf(counters);
    }

    /** Starts a dead service again; the counters were in Redis and are still there. */
    public void restart() {
        down = false;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    /** One DescriptorStatus. */
    private record Status(int code, Optional<Limit> limit, long remaining, long resetSeconds) {
        ProtoWriter write() {
            ProtoWriter out = new ProtoWriter().number(1, code);
            limit.ifPresent(
                    l ->
                            out.message(
                                    2,
                                    new ProtoWriter()
                                            .number(1, l.requestsPerUnit())
                                            .number(2, l.unit().number())
                                            .text(3, l.name().orElse(""))));
            out.number(3, remaining);
            limit.ifPresent(l -> out.message(4, new ProtoWriter().number(1, resetSeconds)));
            return out;
        }
    }
}
