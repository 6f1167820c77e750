package io.tollgate.tokens;

/**
 * One encoding's tables and how to read them. Tokens are numbered by their place in byte order; the
 * number never leaves this package, only counts do.
 */
public final class Vocabulary {
    private static final long HALVES = (1L << (2 * Layout.ID_BITS)) - 1;

    final Table table;
    final int automaton;
    final int root;
    private final int info;
    private final int pairs;
    private final int pairBits;
    private final int borders;
    private final int classIndex;
    private final int classes;
    private final boolean o200k;

    /** Reads the header; the tables stay where they are. */
    public Vocabulary(Table table) {
        if (table.i32(Layout.AT_MAGIC) != Layout.MAGIC
                || table.i32(Layout.AT_SIZE) != table.size()) {
            throw new IllegalArgumentException("not a table file");
        }
        this.table = table;
        automaton = table.i32(Layout.AT_AUTOMATON);
        root = table.i32(Layout.AT_ROOT);
        info = table.i32(Layout.AT_INFO);
        pairs = table.i32(Layout.AT_PAIRS);
        pairBits = table.i32(Layout.AT_PAIR_BITS);
        borders = table.i32(Layout.AT_BORDERS);
        classIndex = table.i32(Layout.AT_CLASS_INDEX);
        classes = table.i32(Layout.AT_CLASSES);
        o200k = table.i32(Layout.AT_PATTERN) == Layout.PATTERN_O200K;
    }

    /** A scanner that cuts text into this encoding's pieces. */
    Scanner scanner() {
        return o200k ? new O200kScanner(this) : new Cl100kScanner(this);
    }

    /** Rank, halves and flags of a token. */
    long info(int token) {
        return table.i64(info + (token << 3));
    }

    /** The rank of the token that the two make together, or {@link Integer#MAX_VALUE}. */
    int merged(int left, int right) {
        long hash = Layout.pairHash(left, right);
        int print = Layout.fingerprint(hash);
        long halves = (long) right << Layout.ID_BITS | left;
        long bucket = table.i64(pairs + (Layout.firstBucket(hash, pairBits) << 3));
        int rank = merged(bucket, print, halves);
        if (rank < 0 && (int) bucket < 0) {
            bucket = table.i64(pairs + (Layout.secondBucket(hash, pairBits) << 3));
            rank = merged(bucket, print, halves);
        }
        return rank < 0 ? Integer.MAX_VALUE : rank;
    }

    /** The rank of the token in a bucket that has these halves, or -1. */
    private int merged(long bucket, int print, long halves) {
        for (long slots = bucket; slots != 0; slots >>>= 32) {
            int slot = (int) slots;
            if ((slot >>> Layout.ID_BITS & Layout.FINGERPRINT_MASK) == print
                    && (slot & Layout.ID_MASK) != 0) {
                long entry = info((slot & Layout.ID_MASK) - 1);
                if ((entry >>> Layout.LEFT_SHIFT & HALVES) == halves) {
                    return rank(entry);
                }
            }
        }
        return -1;
    }

    /**
     * No merge between two parts has a lower rank than this, of which one ends in the first byte
     * and the other begins with the second.
     */
    int lowest(byte before, byte behind) {
        int at = (before & 0xFF) << 8 | (behind & 0xFF);
        // The word that holds it: one read for both bytes, and none past the end.
        int two = table.i32(borders + (at >> 1 << 2));
        int low = two >>> ((at & 1) << 4) & 0xFFFF;
        return low == Layout.NO_BORDER ? Integer.MAX_VALUE : low << Layout.BORDER_SHIFT;
    }

    static int rank(long info) {
        return (int) info & Layout.ID_MASK;
    }

    static int left(long info) {
        return (int) (info >>> Layout.LEFT_SHIFT) & Layout.ID_MASK;
    }

    static int right(long info) {
        return (int) (info >>> Layout.RIGHT_SHIFT) & Layout.ID_MASK;
    }

    /** The class of a code point, as {@link Scanner} numbers them. */
    int classOf(int codePoint) {
        int block = table.u8(classIndex + (codePoint >>> Layout.BLOCK_BITS));
        return table.u8(classes + (block << Layout.BLOCK_BITS | (codePoint & 127)));
    }
}
