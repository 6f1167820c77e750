package io.tollgate.core.flow;

import io.tollgate.core.report.Tags;
import java.util.HashSet;
import java.util.Set;

/**
 * What is configured and has no effect: counted each time, told in the log the first time. Nothing
 * that a client or a provider wrote is in these lines.
 */
final class Notices {
    static final String UNMATCHED = "unmatched";
    static final String NO_USAGE = "no_usage";
    static final String ENCODING = "encoding";
    static final String TYPE = "type";

    private final Set<String> told = new HashSet<>();
    private final String cluster;

    /**
     * @param cluster Envoy's name of the rate limit service
     */
    Notices(String cluster) {
        this.cluster = cluster;
    }

    /** A request or an answer that could not be counted. */
    void unmetered(String outcome, Outbox out) {
        out.count("tollgate.unmetered", Tags.outcome(outcome));
        String text = advice(outcome);
        if (!text.isEmpty()) {
            say(outcome, text, out);
        }
    }

    /** Empty where nobody need do anything: sounds and images have no usage to be read. */
    private static String advice(String outcome) {
        return switch (outcome) {
            case UNMATCHED ->
                    "a request's path is no LLM API that is known: it is neither counted nor"
                            + " limited. Name its API in providers[], or set unmatched: deny";
            case ENCODING ->
                    "an answer was compressed in a way that cannot be read: its usage is not"
                            + " known. Have the provider answer plain or with gzip";
            case NO_USAGE ->
                    "an answer told no usage: what it cost is estimated, where it can be. Is the"
                            + " dialect right (providers[]), and usage.includeUsage force?";
            default -> "";
        };
    }

    void noRule(String limit, Outbox out) {
        say(
                "rule " + limit,
                "the rate limit service has no rule for limit "
                        + limit
                        + ": it limits nothing. Give it a quota, or the service a rule",
                out);
    }

    void lookFailed(LookResult result, Outbox out) {
        String reason = result instanceof LookResult.Failed failed ? failed.reason() : "no answer";
        say(
                "look",
                "a question to the rate limit service failed (cluster "
                        + cluster
                        + ": "
                        + reason
                        + "): budgets may not hold until it answers again",
                out);
    }

    /** Changes of the ledger that the shared memory did not take. */
    void ledger(long failures, Outbox out) {
        out.count("tollgate.ledger", Tags.outcome("failed"), failures);
        if (failures > 0) {
            say(
                    "ledger",
                    "shared data refused a change of the ledger for too long: what is in flight"
                            + " is not known in full, budgets hold as with mode check",
                    out);
        }
    }

    private void say(String what, String text, Outbox out) {
        if (told.add(what)) {
            out.add(new Effect.Say(Effect.Level.WARN, "tollgate: " + text + "."));
        }
    }
}
