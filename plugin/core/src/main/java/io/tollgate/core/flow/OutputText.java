package io.tollgate.core.flow;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.answer.OutputSink;
import java.util.Arrays;

/**
 * What an answer has produced so far, kept for the case that nobody tells what it cost. Beyond a
 * size only its length is.
 */
final class OutputText extends OutputSink {
    private static final int MOST = Retention.STREAM / 2;

    private byte[] text = {};
    private int kept;
    private long size;

    @Override
    public void text(Bytes bytes, int from, int to) {
        size += to - from;
        int more = Math.min(to - from, MOST - kept);
        if (more <= 0) {
            return;
        }
        if (kept + more > text.length) {
            text = Arrays.copyOf(text, Math.min(MOST, Math.max(512, 2 * (kept + more))));
        }
        bytes.copyTo(from, text, kept, more);
        kept += more;
    }

    byte[] kept() {
        return text;
    }

    int keptLength() {
        return kept;
    }

    /** All bytes, kept or not. */
    long size() {
        return size;
    }
}
