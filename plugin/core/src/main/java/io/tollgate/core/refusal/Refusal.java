package io.tollgate.core.refusal;

import java.util.List;

/**
 * Why and how a request is refused.
 *
 * @param deniedBy what the report names: a limit's name, {@code auth}, {@code product} or {@code
 *     body}
 * @param retry when another try can succeed
 * @param providers the providers of the exhausted limits, sorted, for the error style that names
 *     them
 */
public record Refusal(
        Reason reason, String message, String deniedBy, Retry retry, List<String> providers) {
    public Refusal {
        providers = List.copyOf(providers);
    }

    public static Refusal of(Reason reason, String message, String deniedBy) {
        return new Refusal(reason, message, deniedBy, Retry.UNSAID, List.of());
    }

    /**
     * When another try can succeed.
     *
     * @param millis until then; meaningless unless {@code kind} is {@code AFTER}
     */
    public record Retry(Kind kind, long millis) {
        public static final Retry UNSAID = new Retry(Kind.UNSAID, 0);
        public static final Retry NEVER = new Retry(Kind.NEVER, 0);

        /** What is known of it. */
        public enum Kind {
            UNSAID,
            AFTER,
            NEVER
        }

        public static Retry after(long millis) {
            return new Retry(Kind.AFTER, Math.max(1, millis));
        }
    }
}
