package io.tollgate.core.charge;

/**
 * Whether a charge that was not answered may have been booked. Envoy gives one status, 14, for
 * anything from a refused connection to a time-out; only the message tells. What is not known for
 * sure to have stayed away may have been booked: charging twice is worse than once too few.
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

    private Landing() {}

    /**
     * Whether the call may have been booked.
     *
     * @param sent false if the host never took the call
     * @param message the text that came with the failure
     */
    public static boolean possible(boolean sent, String message) {
        return sent && !containsAny(message, NEVER_LEFT);
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
