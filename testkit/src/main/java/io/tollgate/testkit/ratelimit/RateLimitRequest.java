package io.tollgate.testkit.ratelimit;

import io.tollgate.testkit.proto.ProtoReader;
import java.util.ArrayList;
import java.util.List;

/**
 * A ShouldRateLimit request, read from its bytes.
 *
 * @param domain the domain
 * @param descriptors in order
 * @param hitsAddend request-level addend; 0 means 1
 */
public record RateLimitRequest(String domain, List<Descriptor> descriptors, long hitsAddend) {
    /** Reads the serialized message. */
    public static RateLimitRequest read(byte[] message) {
        ProtoReader in = new ProtoReader(message);
        String domain = "";
        List<Descriptor> descriptors = new ArrayList<>();
        long addend = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> domain = in.text();
                case 2 -> descriptors.add(Descriptor.read(in.bytes()));
                case 3 -> addend = in.number() & 0xffff_ffffL;
                default -> {}
            }
        }
        return new RateLimitRequest(domain, List.copyOf(descriptors), addend);
    }

    /**
     * What the given descriptor adds: its own addend if it has one, else the request's, at least 1.
     */
    public long addendOf(Descriptor descriptor) {
        return descriptor.hitsAddend().orElse(Math.max(1, hitsAddend));
    }
}
