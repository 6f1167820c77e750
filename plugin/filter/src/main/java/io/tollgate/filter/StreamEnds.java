package io.tollgate.filter;

import io.tollgate.abi.state.Properties;
import io.tollgate.core.flow.StreamEnd;

/** What Envoy's attributes say of a stream that is over. */
final class StreamEnds {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private StreamEnds() {}

    /**
     * Each attribute is a host call: of an answer that a provider gave to its end, flags and
     * address say nothing new.
     */
    static StreamEnd read(Properties properties, boolean answered) {
        String details = properties.text("response", "code_details").orElse("");
        boolean plain = answered && details.equals("via_upstream");
        return new StreamEnd(
                (int) properties.number("response", "code").orElse(0),
                details,
                plain ? 0 : properties.number("response", "flags").orElse(0),
                plain || properties.text("upstream", "address").isPresent(),
                (int) properties.number("upstream", "request_attempt_count").orElse(0),
                properties.number("request", "duration").orElse(0) / NANOS_PER_MILLI);
    }
}
