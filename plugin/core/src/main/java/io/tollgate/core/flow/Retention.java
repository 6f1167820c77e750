package io.tollgate.core.flow;

/**
 * How much of requests that have gone on is still kept, in case nobody tells what their prompts
 * cost. A small one is always kept; all large ones together have a bound, and what does not fit is
 * counted before it is let go.
 */
final class Retention {
    /** What a stream may always keep: half of it for its prompt, half for its answer. */
    static final int STREAM = 64 * 1024;

    static final long SMALL = STREAM / 2;
    static final long MOST = 16 * 1024 * 1024;

    private long kept;

    /** Whether a body of this size may stay; to be given back then. */
    boolean keep(long size) {
        if (size > SMALL && kept + size > MOST) {
            return false;
        }
        kept += size;
        return true;
    }

    void giveBack(long size) {
        kept -= size;
    }
}
