package io.tollgate.core.ratelimit;

import java.util.List;

/** The service's answer, or that it could not be read. */
public sealed interface RateLimitAnswer {
    /** Statuses in the order of the descriptors. */
    record Statuses(List<Status> statuses) implements RateLimitAnswer {
        public Statuses {
            statuses = List.copyOf(statuses);
        }
    }

    /** Not an answer that we can act on. */
    record Malformed(String reason) implements RateLimitAnswer {}

    /**
     * Reads an answer.
     *
     * @param asked how many descriptors the call had; another number of statuses cannot be told
     *     apart and is malformed, but where there are none OVER_LIMIT is said of all
     */
    static RateLimitAnswer read(byte[] bytes, int asked) {
        return new ResponseReader(bytes).read(asked);
    }
}
