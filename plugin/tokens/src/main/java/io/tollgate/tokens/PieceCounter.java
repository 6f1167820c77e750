package io.tollgate.tokens;

/**
 * Counts the tokens of one piece: exact byte pair encoding by longest match and back-tracking. A
 * text has one encoding in which every pair of neighbours is one that merging would leave apart;
 * the search takes the longest token that is valid beside the last one, and marks the places from
 * which nothing goes on, so that none is tried twice.
 */
final class PieceCounter {
    /** Pieces beyond this many bytes are encoded window by window. */
    private static final int WINDOW = 4096;

    /** How far before a window's end the next one begins. */
    private static final int LATE = 512;

    /** No token. */
    private static final int NONE = -1;

    /** A token taken: its id, which of its place's matches it is, and two flags. */
    private static final int MATCH_SHIFT = Layout.ID_BITS;

    private static final int MATCH_MASK = 0x7F;

    /** Taken because it repeats the one before; longer ones were not tried. */
    private static final int REPEATS = 1 << 30;

    /** No longer token begins where it does. */
    private static final int LONGEST = 1 << 31;

    /** No token has more bytes. */
    private static final int TOKEN_BYTES = 128;

    private final Vocabulary vocabulary;
    private final Table table;
    private final int automaton;
    private final PieceCache cache = new PieceCache();
    private final PairChecker pairs;
    private int[] tokens = new int[64];

    /** Where the tokens begin. */
    private int[] starts = new int[64];

    private long[] dead = new long[2];
    private final int[] matchToken = new int[TOKEN_BYTES + 1];
    private final int[] matchLength = new int[TOKEN_BYTES + 1];
    private int matches;

    /** The run of one byte in which the matches at hand were found; none where its end is 0. */
    private int runStart;

    private int runEnd;
    private int runMatches;

    PieceCounter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        table = vocabulary.table;
        automaton = vocabulary.automaton;
        pairs = new PairChecker(vocabulary);
    }

    /** How many tokens the bytes of one piece are; there is at least one byte. */
    int count(byte[] text, int from, int to) {
        int length = to - from;
        if (length == 1 || isToken(text, from, to)) {
            return 1;
        }
        if (length <= 3) {
            return few(text, from, to);
        }
        if (length > PieceCache.MAX_BYTES) {
            return length > WINDOW ? windows(text, from, to) : encodeFrom(text, from, to);
        }
        int known = cache.find(text, from, to);
        if (known > 0) {
            return known;
        }
        int n = encodeFrom(text, from, to);
        cache.put(n);
        return n;
    }

    /** Two or three bytes that are no token: there is one merge in them, or none. */
    private int few(byte[] text, int from, int to) {
        boolean merge =
                to - from == 3 && (isToken(text, from, to - 1) || isToken(text, from + 1, to));
        return to - from - (merge ? 1 : 0);
    }

    /** Whether the bytes are one token, as most pieces of ordinary text are. */
    private boolean isToken(byte[] text, int from, int to) {
        int slot = vocabulary.root << Layout.BASE_SHIFT;
        for (int at = from; at < to; at++) {
            int label = text[at] & 0xFF;
            slot = table.i32(automaton + (((slot >>> Layout.BASE_SHIFT) + label) << 3));
            if ((slot & Layout.LABEL_MASK) != label) {
                return false;
            }
        }
        return (slot & Layout.FINAL_BIT) != 0;
    }

    /** Finds every token that begins here, shortest first. */
    private void walk(byte[] text, int from, int to) {
        int room = Math.min(TOKEN_BYTES, to - from);
        if (from >= runStart && from + room <= runEnd) {
            matches = runMatches;
            while (matches > 0 && matchLength[matches - 1] > room) {
                matches--;
            }
            return;
        }
        matches = find(text, from, to);
        runEnd = room == TOKEN_BYTES ? sameUntil(text, from, to) : 0;
        if (runEnd < from + TOKEN_BYTES) {
            runEnd = 0;
        }
        runStart = from;
        runMatches = matches;
    }

    private static int sameUntil(byte[] text, int from, int to) {
        int at = from + 1;
        while (at < to && text[at] == text[from]) {
            at++;
        }
        return at;
    }

    private int find(byte[] text, int from, int to) {
        int state = vocabulary.root;
        int token = 0;
        int n = 0;
        for (int at = from; at < to && state != 0; ) {
            int label = text[at++] & 0xFF;
            long slot = table.i64(automaton + ((state + label) << 3));
            int low = (int) slot;
            if ((low & Layout.LABEL_MASK) != label) {
                break;
            }
            token += (int) (slot >>> 32);
            if ((low & Layout.FINAL_BIT) != 0) {
                matchToken[n] = token;
                matchLength[n++] = at - from;
            }
            state = low >>> Layout.BASE_SHIFT;
        }
        return n;
    }

    /** Encodes with the matches of the first place at hand; leaves the tokens in the array. */
    private int encode(byte[] text, int from, int to) {
        int n = 0;
        int at = from;
        for (boolean all = true; ; ) { // whether the matches are all that begin there
            int token = choose(n, text, from, at, all);
            if (token != NONE) {
                starts[n] = at;
                tokens[n++] = token;
                at += matchLength[token >>> MATCH_SHIFT & MATCH_MASK];
                if (at == to) {
                    return n;
                }
                walk(text, at, to);
                all = true;
            } else {
                all = (tokens[--n] & REPEATS) != 0;
                at = back(n, text, from, at, all ? to : at - 1);
            }
        }
    }

    /** Nothing goes on from a place: takes the last token back and finds what else there is. */
    private int back(int n, byte[] text, int from, int at, int to) {
        dead[(at - from) >> 6] |= 1L << (at - from);
        walk(text, starts[n], to);
        return starts[n];
    }

    /**
     * A match that may stand after the last token and is no dead end, or {@link #NONE}. The last
     * token once more comes first, as runs most often go on so; then the longest.
     */
    private int choose(int n, byte[] text, int from, int at, boolean all) {
        int again = again(n);
        if (again >= 0 && goes(again, n, text, from, at)) {
            return token(again, again == matches - 1 ? all ? LONGEST : 0 : REPEATS);
        }
        for (int m = matches - 1; m >= 0; m--) {
            if (goes(m, n, text, from, at)) {
                return token(m, all && m == matches - 1 ? LONGEST : 0);
            }
        }
        return NONE;
    }

    private int token(int m, int flags) {
        return matchToken[m] | m << MATCH_SHIFT | flags;
    }

    /** The match that is the last token once more, or -1: it has the same number in any place. */
    private int again(int n) {
        int last = n == 0 ? NONE : tokens[n - 1];
        int m = last >>> MATCH_SHIFT & MATCH_MASK;
        return m < matches && matchToken[m] == (last & Layout.ID_MASK) ? m : -1;
    }

    private boolean goes(int m, int n, byte[] text, int from, int at) {
        int e = at - from + matchLength[m];
        return (dead[e >> 6] >>> e & 1) == 0
                && (n == 0 || fits(tokens[n - 1], matchToken[m], text, at));
    }

    private boolean fits(int last, int next, byte[] text, int at) {
        return pairs.valid(last & Layout.ID_MASK, next, last < 0, text[at - 1], text[at]);
    }

    /**
     * Encodes a giant piece in bounded memory. Each window begins at a late token of the one
     * before; when its encoding begins with that same token, the two join into the one valid
     * encoding.
     */
    private int windows(byte[] text, int from, int to) {
        int total = 0;
        int start = from;
        int joint = -1;
        while (true) {
            int stop = Math.min(to, start + WINDOW);
            int n = encodeFrom(text, start, stop);
            boolean joined = joint < 0 || (tokens[0] & Layout.ID_MASK) == joint;
            if (!joined || stop == to) {
                return joined ? total + n : whole(text, from, to);
            }
            int cut = n - 1;
            while (starts[cut - 1] >= stop - LATE) {
                cut--;
            }
            start = starts[cut];
            joint = tokens[cut] & Layout.ID_MASK;
            total += cut;
        }
    }

    /** No text is known that needs this. */
    private int whole(byte[] text, int from, int to) {
        int n = encodeFrom(text, from, to);
        tokens = new int[64];
        starts = new int[64];
        dead = new long[2];
        return n;
    }

    private int encodeFrom(byte[] text, int from, int to) {
        clear(to - from);
        runEnd = 0;
        walk(text, from, to);
        return encode(text, from, to);
    }

    private void clear(int length) {
        if (tokens.length < length) {
            tokens = new int[length];
            starts = new int[length];
        }
        int words = (length >> 6) + 1;
        if (dead.length < words) {
            dead = new long[words];
        }
        for (int i = 0; i < words; i++) {
            dead[i] = 0;
        }
    }
}
