package io.tollgate.filter;

import io.tollgate.abi.state.Properties;
import io.tollgate.core.flow.Exchange;
import io.tollgate.core.flow.StreamEnd;

/** What Envoy's attributes say of a stream that is over. */
final class StreamEnds {
    private static final long NANOS_PER_MILLI = 1_000_000;
    // Joined here, once: these are read for every request.
    private static final String DETAILS = "response\0code_details";
    private static final String ATTEMPTS = "upstream\0request_attempt_count";

    private StreamEnds() {}

    /**
     * Each attribute is a host call: of an answer that a provider gave to its end we have seen the
     * status and the time it took, and flags and address say nothing new.
     */
    static StreamEnd read(Properties properties, Exchange exchange, long nowNanos) {
        String details = properties.text(DETAILS).orElse("");
        if (exchange.answered() && details.equals("via_upstream")) {
            return new StreamEnd(
                    exchange.status(),
                    details,
                    0,
                    true,
                    attempts(properties),
                    exchange.millisSince(nowNanos));
        }
        return new StreamEnd(
                (int) properties.number("response", "code").orElse(0),
                details,
                properties.number("response", "flags").orElse(0),
                properties.text("upstream", "address").isPresent(),
                attempts(properties),
                properties.number("request", "duration").orElse(0) / NANOS_PER_MILLI);
    }

    private static int attempts(Properties properties) {
        return (int) properties.number(ATTEMPTS).orElse(0);
    }
}
