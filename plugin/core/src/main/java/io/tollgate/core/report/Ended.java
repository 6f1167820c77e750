package io.tollgate.core.report;

/** How a stream came to its end, as the filter state names it. */
public enum Ended {
    COMPLETE("complete"),
    DISCONNECT("disconnect"),
    RESET("reset"),
    TIMEOUT("timeout"),
    UPSTREAM_ERROR("upstreamError"),
    NOT_STARTED("notStarted"),
    REDIRECT("redirect"),
    DENIED("denied");

    private final String wireName;

    Ended(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
