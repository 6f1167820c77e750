package io.tollgate.tokens;

/**
 * Tells whether two tokens may stand side by side: whether merging their bytes would leave the
 * border between them alone. It undoes the merges on both sides of the border, latest first, and
 * looks for a merge across it that would have come earlier.
 */
final class PairChecker {
    private static final int MEMO_BITS = 10;

    /** Lower ranks are single bytes, which no merge makes. */
    private static final int FIRST_MERGE = 256;

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
     */
    boolean valid(int left, int right, boolean longest) {
        long key = ((long) left << Layout.ID_BITS | right) << 1;
        int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> (64 - MEMO_BITS));
        long known = memo[at];
        if ((known & -2) == key && known != 0) {
            return (known & 1) != 0;
        }
        boolean result = check(left, right, longest);
        memo[at] = result ? key | 1 : key;
        return result;
    }

    private boolean check(int leftToken, int next, boolean longest) {
        int left = leftToken;
        long a = vocabulary.info(left);
        long b = vocabulary.info(next);
        for (int limit = Integer.MAX_VALUE; limit > FIRST_MERGE; ) {
            if (!(longest && left == leftToken) && merge(left, a, next, b) < limit) {
                return false;
            }
            limit = Math.max(Vocabulary.rank(a), Vocabulary.rank(b));
            if (limit == Vocabulary.rank(b)) {
                limit++;
                next = Vocabulary.left(b);
                b = vocabulary.info(next);
            } else {
                left = Vocabulary.right(a);
                a = vocabulary.info(left);
            }
        }
        return true;
    }

    private int merge(int left, long leftInfo, int right, long rightInfo) {
        boolean may = (leftInfo & Layout.IS_LEFT) != 0 && (rightInfo & Layout.IS_RIGHT) != 0;
        return may ? vocabulary.merged(left, right) : Integer.MAX_VALUE;
    }
}
