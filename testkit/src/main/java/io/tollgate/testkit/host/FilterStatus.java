package io.tollgate.testkit.host;

/** What a filter tells Envoy's filter chain. */
enum FilterStatus {
    CONTINUE,
    /** Headers and trailers. */
    STOP,
    /** Headers. */
    STOP_ALL_BUFFER,
    /** Headers. */
    STOP_ALL_WATERMARK,
    /** Body. */
    STOP_AND_BUFFER,
    /** Body. */
    STOP_AND_WATERMARK,
    /** Body. */
    STOP_NO_BUFFER;

    static FilterStatus ofHeaders(int action, boolean overridden, boolean stopAllowed) {
        if (overridden) {
            return STOP_ALL_WATERMARK;
        }
        return switch (action) {
            case 0, 2 -> CONTINUE;
            case 1 -> stopAllowed ? STOP : STOP_ALL_WATERMARK;
            case 3 -> STOP_ALL_BUFFER;
            default -> STOP_ALL_WATERMARK;
        };
    }

    static FilterStatus ofBody(int action, boolean overridden) {
        if (overridden) {
            return STOP_NO_BUFFER;
        }
        return switch (action) {
            case 0 -> CONTINUE;
            case 1 -> STOP_AND_BUFFER;
            case 2 -> STOP_AND_WATERMARK;
            default -> STOP_NO_BUFFER;
        };
    }

    static FilterStatus ofTrailers(int action, boolean overridden) {
        return overridden || action != 0 ? STOP : CONTINUE;
    }
}
