package io.tollgate.tokens;

/**
 * Where things lie in a table file; docs/tokens.md draws it. The generator writes and {@link
 * Vocabulary} reads by these constants.
 */
public final class Layout {
    /** First word of the file: "TGT3". */
    public static final int MAGIC = 0x33544754;

    public static final int HEADER_BYTES = 64;
    public static final int AT_MAGIC = 0;
    public static final int AT_PATTERN = 4;
    public static final int AT_TOKENS = 8;
    public static final int AT_ROOT = 12;
    public static final int AT_AUTOMATON = 16;
    public static final int AT_INFO = 20;
    public static final int AT_PAIRS = 24;
    public static final int AT_PAIR_BITS = 28;
    public static final int AT_CLASS_INDEX = 32;
    public static final int AT_CLASSES = 36;
    public static final int AT_SIZE = 40;
    public static final int AT_BORDERS = 44;

    public static final int PATTERN_CL100K = 0;
    public static final int PATTERN_O200K = 1;

    /** Automaton slot: label (9 bits, 256 = empty), final, base of the next state, count << 32. */
    public static final int LABEL_MASK = 0x1FF;

    public static final int EMPTY_LABEL = 256;
    public static final int FINAL_BIT = 1 << 9;
    public static final int BASE_SHIFT = 10;

    /** Token info: rank, left id, right id (18 bits each), two flags. */
    public static final int ID_BITS = 18;

    public static final int ID_MASK = (1 << ID_BITS) - 1;
    public static final int LEFT_SHIFT = 18;
    public static final int RIGHT_SHIFT = 36;
    public static final long IS_LEFT = 1L << 54;
    public static final long IS_RIGHT = 1L << 55;

    /**
     * Pair slot: id of the merged token + 1 (18 bits, 0 = empty), fingerprint (13 bits). The top
     * bit of a bucket's first slot says that a pair which belongs here lies in its second bucket.
     */
    public static final int FINGERPRINT_MASK = 0x1FFF;

    public static final int ELSEWHERE = 1 << 31;

    /**
     * Border: two bytes for each pair of bytes, the lowest rank of a merge between them in units of
     * four, rounded down.
     */
    public static final int BORDER_SHIFT = 2;

    public static final int NO_BORDER = 0xFFFF;

    public static final int BLOCK_BITS = 7;

    private Layout() {}

    /** The hash that places a pair: both bucket numbers and the fingerprint come from it. */
    public static long pairHash(int left, int right) {
        return (((long) left << ID_BITS) | right) * 0x9E3779B97F4A7C15L;
    }

    public static int firstBucket(long hash, int bits) {
        return (int) (hash >>> (64 - bits));
    }

    public static int secondBucket(long hash, int bits) {
        return (int) (hash >>> 30) & ((1 << bits) - 1);
    }

    public static int fingerprint(long hash) {
        return (int) (hash >>> 16) & FINGERPRINT_MASK;
    }
}
