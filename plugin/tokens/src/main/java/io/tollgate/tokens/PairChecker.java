package io.tollgate.tokens;

/**
 * Tells whether two tokens may stand side by side: whether merging their bytes would leave the
 * border between them alone. It undoes the merges on both sides of the border, latest first, and
 * looks for a merge across it that would have come earlier. It ends where none can come any more:
 * at the lowest rank of all merges between the two bytes at the border.
 */
final class PairChecker {
    private static final int MEMO_BITS = 11;

    private final Vocabulary vocabulary;
    private final long[] memo = new long[1 << MEMO_BITS];

    PairChecker(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Whether the pair is valid.
     *
     * @param longest whether no longer token begins where the left one does, so that the whole left
     *     token can't be half of a merge
     * @param before the left token's last byte
     * @param behind the right token's first byte
     */
    boolean valid(int left, int right, boolean longest, byte before, byte behind) {
        long key = ((long) left << Layout.ID_BITS | right) << 1;
        int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> (64 - MEMO_BITS));
        long known = memo[at];
        if ((known & -2) == key && known != 0) {
            return (known & 1) != 0;
        }
        boolean result = check(left, right, longest, vocabulary.lowest(before, behind));
        memo[at] = result ? key | 1 : key;
        return result;
    }

    /** Keeps the ranks at hand: V8 inlines no call, and these would be many. */
    @SuppressWarnings("MethodLength") // the hot loop: calls cost here
    private boolean check(int leftToken, int rightToken, boolean longest, int lowest) {
        int left = leftToken;
        int next = rightToken;
        long a = vocabulary.info(left);
        long b = vocabulary.info(next);
        int rankA = Vocabulary.rank(a);
        int rankB = Vocabulary.rank(b);
        boolean whole = longest;
        for (int limit = Integer.MAX_VALUE; limit > lowest; ) {
            boolean may = !whole && (a & Layout.IS_LEFT) != 0 && (b & Layout.IS_RIGHT) != 0;
            if (may && vocabulary.merged(left, next) < limit) {
                return false;
            }
            if (rankB >= rankA) {
                limit = rankB + 1;
                next = Vocabulary.left(b);
                b = vocabulary.info(next);
                rankB = Vocabulary.rank(b);
            } else {
                limit = rankA;
                left = Vocabulary.right(a);
                a = vocabulary.info(left);
                rankA = Vocabulary.rank(a);
                whole = false;
            }
        }
        return true;
    }
}
