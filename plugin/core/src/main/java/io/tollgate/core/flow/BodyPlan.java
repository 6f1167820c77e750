package io.tollgate.core.flow;

/**
 * How the request's body passes this filter.
 *
 * @param move what becomes of each piece: it goes on, is kept by the host, or is taken by us
 * @param holdsHeaders the headers wait for the body's end, too
 * @param read whether we look at the body at all
 */
record BodyPlan(Move move, boolean holdsHeaders, boolean read) {
    static final BodyPlan IGNORE = new BodyPlan(Move.GO, false, false);
    private static final BodyPlan ALONG = new BodyPlan(Move.GO, false, true);

    /**
     * Up to here the host's own buffer is surely large enough; above we keep the bytes ourselves.
     */
    static final long KEEP_MAX = 16 * 1024;

    /**
     * Pure: the plan for a request with a body.
     *
     * @param wholeBody something can only be decided, or written into the body, at its end
     * @param length content-length, -1 if unknown
     * @param lateEdits the body may still change after the service has answered
     */
    static BodyPlan of(boolean hold, boolean wholeBody, long length, boolean lateEdits) {
        if (!hold && !wholeBody) {
            return ALONG;
        }
        boolean keep = lateEdits || (length >= 0 && length <= KEEP_MAX);
        return new BodyPlan(keep ? Move.KEEP : Move.TAKE, hold, true);
    }

    BodyPlan withoutHold() {
        return new BodyPlan(move, false, read);
    }
}
