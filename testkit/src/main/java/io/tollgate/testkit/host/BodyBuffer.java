package io.tollgate.testkit.host;

import java.util.Arrays;

/** Bytes on their way through the filter, with the watermarks of a buffer that holds them back. */
final class BodyBuffer {
    /** Told when the buffer passes its limit and when it has sunk to half of it again. */
    interface Watermarks {
        void above();

        void below();
    }

    private static final Watermarks NONE =
            new Watermarks() {
                @Override
                public void above() {}

                @Override
                public void below() {}
            };

    private final int limit;
    private final Watermarks watermarks;
    private byte[] bytes;
    private int length;
    private boolean above;

    BodyBuffer(byte[] chunk) {
        this(0, NONE);
        append(chunk);
    }

    BodyBuffer(int limit, Watermarks watermarks) {
        this.limit = limit;
        this.watermarks = watermarks;
        bytes = new byte[0];
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    void append(byte[] more) {
        if (length + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more.length, 2 * bytes.length));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        check();
    }

    /** Drops the first bytes and puts others in their place. */
    void replaceFront(int drop, byte[] front) {
        int keep = length - Math.min(drop, length);
        byte[] joined = Arrays.copyOf(front, front.length + keep);
        System.arraycopy(bytes, length - keep, joined, front.length, keep);
        bytes = joined;
        length = joined.length;
        check();
    }

    /** Everything, leaving nothing. */
    byte[] drain() {
        byte[] all = toBytes();
        length = 0;
        check();
        return all;
    }

    private void check() {
        if (limit > 0 && !above && length > limit) {
            above = true;
            watermarks.above();
        } else if (above && length <= limit / 2) {
            above = false;
            watermarks.below();
        }
    }
}
