// lint: JVM only
package io.tollgate.tokens.tables;

/**
 * The last merge that makes each token. Every token of the vocabularies used here can be made by
 * merging its own bytes, so it has exactly one such pair; single bytes are their own halves.
 */
final class Splits {
    final int[] left;
    final int[] right;

    private Splits(int size) {
        left = new int[size];
        right = new int[size];
    }

    static Splits of(Ranks ranks) {
        int n = ranks.tokens.length;
        Splits splits = new Splits(n);
        for (int id = 0; id < n; id++) {
            splits.find(ranks, id);
        }
        return splits;
    }

    private void find(Ranks ranks, int id) {
        byte[] token = ranks.tokens[id];
        if (token.length == 1) {
            left[id] = id;
            right[id] = id;
            return;
        }
        int cut = lastCut(ranks, token, ranks.ranks[id]);
        left[id] = ranks.idOf(token, 0, cut);
        right[id] = ranks.idOf(token, cut, token.length);
    }

    /** Merges by rank until two parts are left, using no token as high as the whole. */
    private static int lastCut(Ranks ranks, byte[] token, int limit) {
        int[] starts = new int[token.length + 1];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = i;
        }
        for (int parts = token.length; parts > 2; parts--) {
            int best = best(ranks, token, starts, parts, limit);
            System.arraycopy(starts, best + 2, starts, best + 1, parts - best - 1);
        }
        return starts[1];
    }

    private static int best(Ranks ranks, byte[] token, int[] starts, int parts, int limit) {
        int best = -1;
        int bestRank = limit;
        for (int i = 0; i + 2 <= parts; i++) {
            int id = ranks.idOf(token, starts[i], starts[i + 2]);
            if (id >= 0 && ranks.ranks[id] < bestRank) {
                bestRank = ranks.ranks[id];
                best = i;
            }
        }
        if (best < 0) {
            throw new IllegalStateException("a token is not made of its own bytes");
        }
        return best;
    }
}
