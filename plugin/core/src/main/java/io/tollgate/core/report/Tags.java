package io.tollgate.core.report;

/**
 * What a series is told apart by, in the order of the series' name. An empty text leaves a tag out.
 */
public record Tags(
        String provider, String model, String consumer, String type, String outcome, String limit) {
    public static final Tags NONE = new Tags("", "", "", "", "", "");

    public static Tags of(String provider, String model, String consumer) {
        return new Tags(provider, model, consumer, "", "", "");
    }

    public static Tags outcome(String outcome) {
        return NONE.withOutcome(outcome);
    }

    public Tags withType(String value) {
        return new Tags(provider, model, consumer, value, outcome, limit);
    }

    public Tags withOutcome(String value) {
        return new Tags(provider, model, consumer, type, value, limit);
    }

    public Tags withLimit(String value) {
        return new Tags(provider, model, consumer, type, outcome, value);
    }

    /** The same series with what a caller may choose freely folded away. */
    Tags folded() {
        return new Tags(
                provider,
                model.isEmpty() ? "" : "other",
                consumer.isEmpty() ? "" : "other",
                type,
                outcome,
                limit);
    }
}
