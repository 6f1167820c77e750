package io.tollgate.tokens;

/**
 * Counts of short pieces seen before, found by their bytes: a direct-mapped table. A piece that was
 * asked for again is not overwritten by the first other one, so a long text of words that never
 * come again leaves the words of daily use in their places. It is only asked for pieces of two and
 * more tokens and four and more bytes.
 */
final class PieceCache {
    static final int MAX_BYTES = 30;
    private static final int BITS = 13;

    /** In an entry's last word: it was asked for since it was kept, or since another wanted in. */
    private static final long AGAIN = 1L << 55;

    /** The bits of the last word that are a piece's own: six bytes and the length. */
    private static final long OWN = AGAIN - 1;

    /** Four words an entry: 30 bytes, length, whether it came again, count. */
    private final long[] entries = new long[4 << BITS];

    private final long[] key = new long[4];
    private int slot;

    /** The count of this piece, or 0 where it is not known. */
    int find(byte[] text, int from, int to) {
        key[0] = word(text, from, to);
        key[1] = word(text, from + 8, to);
        key[2] = word(text, from + 16, to);
        key[3] = word(text, from + 24, to) | (long) (to - from) << 48;
        slot = place();
        long last = entries[slot + 3];
        boolean same =
                entries[slot] == key[0]
                        && entries[slot + 1] == key[1]
                        && entries[slot + 2] == key[2]
                        && (last & OWN) == key[3];
        if (!same) {
            return 0;
        }
        if ((last & AGAIN) == 0) {
            entries[slot + 3] = last | AGAIN;
        }
        return (int) (last >>> 56);
    }

    private int place() {
        long mixed = key[0] * 0x9E3779B97F4A7C15L + key[1] * 0xC2B2AE3D27D4EB4FL;
        mixed ^= key[2] * 0x165667B19E3779F9L + key[3] * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ mixed >>> 32) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> (64 - BITS)) << 2;
    }

    /** Keeps the count of the piece last asked for, unless the one in its place came again. */
    void put(int count) {
        long last = entries[slot + 3];
        if ((last & AGAIN) != 0) {
            entries[slot + 3] = last & ~AGAIN;
            return;
        }
        entries[slot] = key[0];
        entries[slot + 1] = key[1];
        entries[slot + 2] = key[2];
        entries[slot + 3] = key[3] | (long) count << 56;
    }

    /** Up to eight bytes, those behind the end as zeros. */
    private static long word(byte[] text, int from, int to) {
        long word = 0;
        int n = Math.min(8, to - from);
        for (int i = 0; i < n; i++) {
            word |= (text[from + i] & 0xFFL) << (i << 3);
        }
        return word;
    }
}
