package io.tollgate.abi.memory;

/**
 * Hands out linear memory and takes it back: free neighbours are joined, and free chunks are found
 * by size class.
 *
 * <p>A chunk begins with its size, a multiple of 8, and two flags in the low bits; a free one also
 * holds the links of its list and ends with its size. What lies behind {@code top} was never used
 * or has been joined to it again.
 */
public final class Allocator {
    private static final int USED = 1;
    private static final int BEFORE_USED = 2;
    private static final int FLAGS = 7;
    private static final int LEAST = 16;
    private static final int MOST = 1 << 30;

    /** Classes 2 to 31 hold one size each (16 to 248), the others a quarter of a power of two. */
    private static final int FIRST_WIDE = 32;

    private static final int CLASSES = 128;

    private final Words memory;
    private final int[] first = new int[CLASSES];
    private long lower; // which of the first 64 classes hold a chunk, and which of the others
    private long upper;
    private int top;
    private int end;
    private int inUse;

    public Allocator(Words memory, int start, int end) {
        this.memory = memory;
        this.top = (start + 3 & ~7) + 4;
        this.end = end;
    }

    /** The address of {@code size} bytes, a multiple of 8; 0 if there are none. */
    public int allocate(int size) {
        if (size < 0 || size > MOST) {
            return 0;
        }
        int need = Math.max(LEAST, size + 4 + 7 & ~7);
        int chunk = takeFree(need);
        if (chunk == 0) {
            chunk = takeTop(need);
        }
        if (chunk == 0) {
            return 0;
        }
        inUse += memory.load(chunk) & ~FLAGS;
        return chunk + 4;
    }

    /**
     * Takes back what {@link #allocate} gave. An address of 0, or one already free, does nothing.
     */
    public void free(int address) {
        int head = address == 0 ? 0 : memory.load(address - 4);
        if ((head & USED) == 0) {
            return;
        }
        int next = address - 4 + (head & ~FLAGS);
        inUse -= head & ~FLAGS;
        memory.store(address - 4, 0); // so that a second free is seen
        int chunk = (head & BEFORE_USED) != 0 ? address - 4 : takeBefore(address - 4);
        if (next == top) {
            top = chunk;
        } else {
            keepFree(chunk, next - chunk, next);
        }
    }

    private int takeBefore(int chunk) {
        int size = memory.load(chunk - 4);
        unlink(chunk - size, size);
        return chunk - size;
    }

    /** Bytes handed out, with their headers. */
    public int inUse() {
        return inUse;
    }

    private void keepFree(int chunk, int size, int next) {
        int whole = size;
        int following = memory.load(next);
        if ((following & USED) == 0) {
            unlink(next, following & ~FLAGS);
            whole += following & ~FLAGS;
        } else {
            memory.store(next, following & ~BEFORE_USED);
        }
        memory.store(chunk, whole | BEFORE_USED);
        memory.store(chunk + whole - 4, whole);
        link(chunk, whole);
    }

    private int takeFree(int need) {
        for (int i = filled(sizeClass(need)); i < CLASSES; i = filled(i + 1)) {
            for (int chunk = first[i]; chunk != 0; chunk = memory.load(chunk + 4)) {
                int size = memory.load(chunk) & ~FLAGS;
                if (size >= need) {
                    unlink(chunk, size);
                    split(chunk, size, need);
                    return chunk;
                }
            }
        }
        return 0;
    }

    /** The first class from {@code i} on that holds a chunk. */
    private int filled(int i) {
        long near = i < 64 ? lower >>> i : 0;
        if (near != 0) {
            return i + Long.numberOfTrailingZeros(near);
        }
        int from = Math.max(i, 64);
        long far = from < CLASSES ? upper >>> (from - 64) : 0;
        return far == 0 ? CLASSES : from + Long.numberOfTrailingZeros(far);
    }

    private void mark(int i, boolean holds) {
        long bit = 1L << (i & 63);
        if (i < 64) {
            lower = holds ? lower | bit : lower & ~bit;
        } else {
            upper = holds ? upper | bit : upper & ~bit;
        }
    }

    private void split(int chunk, int size, int need) {
        int rest = size - need;
        if (rest < LEAST) {
            memory.store(chunk, size | USED | BEFORE_USED);
            memory.store(chunk + size, memory.load(chunk + size) | BEFORE_USED);
            return;
        }
        memory.store(chunk, need | USED | BEFORE_USED);
        memory.store(chunk + need, rest | BEFORE_USED);
        memory.store(chunk + size - 4, rest);
        link(chunk + need, rest);
    }

    private int takeTop(int need) {
        if (end - top < need + 4) {
            int grown = top > Integer.MAX_VALUE - need - 4 ? 0 : memory.growTo(top + need + 4);
            if (grown == 0) {
                return 0;
            }
            end = grown;
        }
        int chunk = top;
        memory.store(chunk, need | USED | BEFORE_USED);
        top += need;
        return chunk;
    }

    private void link(int chunk, int size) {
        int i = sizeClass(size);
        int head = first[i];
        memory.store(chunk + 4, head);
        memory.store(chunk + 8, 0);
        if (head != 0) {
            memory.store(head + 8, chunk);
        }
        first[i] = chunk;
        mark(i, true);
    }

    private void unlink(int chunk, int size) {
        int after = memory.load(chunk + 4);
        int before = memory.load(chunk + 8);
        if (after != 0) {
            memory.store(after + 8, before);
        }
        if (before != 0) {
            memory.store(before + 4, after);
        } else {
            int i = sizeClass(size);
            first[i] = after;
            mark(i, after != 0);
        }
    }

    private static int sizeClass(int size) {
        int eighths = size >> 3;
        if (eighths < FIRST_WIDE) {
            return eighths;
        }
        int log = 31 - Integer.numberOfLeadingZeros(eighths);
        return FIRST_WIDE + (log - 5) * 4 + ((eighths >> (log - 2)) & 3);
    }
}
