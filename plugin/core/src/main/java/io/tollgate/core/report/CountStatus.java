package io.tollgate.core.report;

/** How far the numbers of a stream can be trusted. */
public enum CountStatus {
    /** The provider's final usage was read. */
    COMPLETE("complete"),
    /** Usage was seen, but the stream was cut before the final one. */
    PARTIAL("partial"),
    /** No usage: the numbers are ours. */
    ESTIMATED("estimated"),
    /** Answered, but neither usage nor an estimate was possible. */
    MISSING("missing"),
    /** Nothing to count. */
    NONE("none");

    private final String wireName;

    CountStatus(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
