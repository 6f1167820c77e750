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
        int i = from;
        for (; i < end && i + 8 <= bytes.length(); i += 8) {
            int n = Math.min(8, end - i);
            keep(bytes.longAt(i) & -1L >>> (64 - 8 * n), n);
        }
        for (; i < end; i++) { // too near the end of the piece
            keep(bytes.at(i) & 0xff, 1);
        }
    }

    /** One word more than is needed, for what a word shifted leaves over. */
    private void room(int length) {
        if (length / 8 + 2 > words.length) {
            long[] larger = new long[Math.min(MOST / 8 + 2, Math.max(64, length / 4 + 2))];
            System.arraycopy(words, 0, larger, 0, words.length);
            words = larger;
        }
    }

    /** Adds {@code n} bytes; those above them in the word are 0. */
    private void keep(long word, int n) {
        int bit = (kept & 7) * 8;
        words[kept >> 3] |= word << bit;
        if (bit > 0) {
            words[(kept >> 3) + 1] = word >>> (64 - bit);
        }
        kept += n;
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
