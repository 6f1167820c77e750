package io.tollgate.compiler.emulated;

/** Where bytes are made, and the last 32 KiB of them to copy from. */
final class Output {
    private static final int WINDOW = 1 << 15;
    private final byte[] window = new byte[WINDOW];
    private byte[] target = window;
    private int at;
    private int end;
    private int total;

    void begin(byte[] bytes, int from, int count) {
        target = bytes;
        at = from;
        end = from + count;
    }

    void reset() {
        total = 0;
    }

    boolean full() {
        return at == end;
    }

    int position() {
        return at;
    }

    int total() {
        return total;
    }

    void put(byte b) {
        window[total & (WINDOW - 1)] = b;
        total++;
        target[at++] = b;
    }

    /** Copies bytes from {@code distance} before; returns how many found no room. */
    int copy(int distance, int count) {
        int left = count;
        for (; left > 0 && at < end; left--) {
            put(window[(total - distance) & (WINDOW - 1)]);
        }
        return left;
    }
}
