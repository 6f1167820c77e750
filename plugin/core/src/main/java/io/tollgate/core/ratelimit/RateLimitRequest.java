package io.tollgate.core.ratelimit;

import java.util.List;

/** The bytes of a {@code ShouldRateLimit} call. */
public final class RateLimitRequest {
    /** The service's name, as a gRPC call needs it. */
    public static final String SERVICE = "envoy.service.ratelimit.v3.RateLimitService";

    /** The method's name. */
    public static final String METHOD = "ShouldRateLimit";

    private RateLimitRequest() {}

    /**
     * One call with all descriptors; the service answers with one status for each, in this order.
     */
    public static byte[] encode(String domain, List<Descriptor> descriptors) {
        ProtoWriter out = new ProtoWriter();
        for (int i = descriptors.size() - 1; i >= 0; i--) {
            int end = out.size();
            write(out, descriptors.get(i));
            out.nested(2, end);
        }
        out.text(1, domain);
        return out.toBytes();
    }

    private static void write(ProtoWriter out, Descriptor descriptor) {
        if (descriptor.refund()) {
            out.varint(4, 1);
        }
        writeAddend(out, descriptor.addend());
        for (Quota quota : descriptor.quota()) {
            writeQuota(out, quota);
        }
        List<Entry> entries = descriptor.entries();
        for (int i = entries.size() - 1; i >= 0; i--) {
            int end = out.size();
            out.text(2, entries.get(i).value());
            out.text(1, entries.get(i).key());
            out.nested(1, end);
        }
    }

    /**
     * Always written: a descriptor without an addend counts as 1, an explicit 0 as a look. The
     * value 0 itself has no bytes in a wrapper.
     */
    private static void writeAddend(ProtoWriter out, long addend) {
        int end = out.size();
        if (addend != 0) {
            out.varint(1, addend);
        }
        out.nested(3, end);
    }

    private static void writeQuota(ProtoWriter out, Quota quota) {
        int end = out.size();
        out.varint(2, quota.unit().number());
        if (quota.amount() != 0) {
            out.varint(1, Math.min(quota.amount(), Quota.MAX_AMOUNT));
        }
        out.nested(2, end);
    }
}
