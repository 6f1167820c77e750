package io.tollgate.core.flow;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.answer.OutputSink;

/**
 * What an answer has produced so far, kept for the case that nobody tells what it cost. Beyond a
 * size only its length is.
 */
final class OutputText extends OutputSink {
    private static final int MOST = Retention.STREAM / 2;

    private long[] words = {}; // eight bytes each, the first in the lowest
    private int kept;
    private long size;

    @Override
    public void text(Bytes bytes, int from, int to) {
        size += to - from;
        int end = from + Math.min(to - from, MOST - kept);
        if (end <= from) {
            return;
        }
        room(kept + end - from);
        bytes.keep(from, end - from, words, kept);
        kept += end - from;
    }

    /** One word more than is needed, for what a word shifted leaves over. */
    private void room(int length) {
        if (length / 8 + 2 > words.length) {
            long[] larger = new long[Math.min(MOST / 8 + 2, Math.max(64, length / 4 + 2))];
            System.arraycopy(words, 0, larger, 0, words.length);
            words = larger;
        }
    }

    byte[] kept() {
        byte[] text = new byte[kept];
        for (int i = 0; i < kept; i++) {
            text[i] = (byte) (words[i >> 3] >>> ((i & 7) * 8));
        }
        return text;
    }

    /** All bytes, kept or not. */
    long size() {
        return size;
    }
}
