package io.tollgate.core.charge;

/**
 * Whether a charge that was not answered may have been booked. Envoy gives one status, 14, for
 * anything from a refused connection to a time-out; only the message tells.
 */
public final class Landing {
    private static final String[] NEVER_LEFT = {
        "connection failure",
        "connection_failure",
        "no healthy upstream",
        "no_healthy_upstream",
        "overflow",
        "refused"
    };
    private static final String[] ON_ITS_WAY = {
        "timeout", "timed out", "EOF", "reset", "termination", "broken pipe"
    };

    private Landing() {}

    /**
     * Whether the call may have been booked.
     *
     * @param sent false if the host never took the call
     * @param message the text that came with the failure
     */
    public static boolean possible(boolean sent, String message) {
        if (!sent || containsAny(message, NEVER_LEFT)) {
            return false;
        }
        return containsAny(message, ON_ITS_WAY);
    }

    private static boolean containsAny(String text, String[] parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
