package io.tollgate.tokens.prompt;

import io.tollgate.bytes.Bytes;

/** Keeps one value's bytes, up to a size. */
final class Capture {
    private final int largest;
    byte[] bytes = new byte[256];
    int size;
    private long seen;
    private boolean on;

    Capture(int largest) {
        this.largest = largest;
    }

    void begin(boolean wanted) {
        size = 0;
        seen = 0;
        on = wanted;
    }

    void add(Bytes from, int at, int to) {
        if (!on) {
            return;
        }
        seen += to - at;
        int n = Math.min(to - at, largest - size);
        if (size + n > bytes.length) {
            byte[] larger = new byte[Math.min(largest, Math.max(size + n, bytes.length * 2))];
            System.arraycopy(bytes, 0, larger, 0, size);
            bytes = larger;
        }
        from.copyTo(at, bytes, size, n);
        size += n;
    }

    /** Whether the value was longer than what is kept. */
    boolean cut() {
        return seen > size;
    }

    long beyond() {
        return seen - size;
    }
}
