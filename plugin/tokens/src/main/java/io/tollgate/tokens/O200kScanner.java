package io.tollgate.tokens;

/** The pattern of o200k_base; docs/tokens.md has it in full. */
final class O200kScanner extends Scanner {
    private static final int UPPERS = 1 << UPPER | 1 << LETTER | 1 << MARK;
    private static final int LOWERS = 1 << LOWER | 1 << LETTER | 1 << MARK;
    private static final int SYMBOLS = 1 << OTHER | 1 << MARK;

    O200kScanner(Vocabulary vocabulary) {
        super(vocabulary);
    }

    @SuppressWarnings("MethodLength") // the hot loop: calls cost here
    @Override
    int next(int from) {
        if (text[from] == ' ') {
            int e = asciiWord(from + 1);
            if (e > from + 1) {
                seen = e;
                return contraction(e);
            }
        }
        int c = peek(from);
        int kind = c & CLASS;
        if (kind == NUMBER) {
            return numbers(from + width(c));
        }
        if (kind == NEWLINE) {
            return spaces(from);
        }
        if (kind >= UPPER && kind <= LETTER) {
            return contraction(word(from, true));
        }
        int after = from + width(c);
        int e = word(after, kind != MARK);
        if (e > after || kind == MARK) {
            return contraction(e);
        }
        return kind == SPACE ? afterSpace(from, after) : symbols(from);
    }

    private int afterSpace(int from, int after) {
        boolean prefix = text[from] == ' ' && after < end && in(SYMBOLS, peek(after));
        return prefix ? symbols(after) : spaces(from);
    }

    /**
     * Upper case letters, then lower case letters, where letters without case and marks are both;
     * the place itself where there are none. Without a lower one, the run must end in a letter that
     * is both, or be taken whole if {@code uppersAlone}.
     */
    @SuppressWarnings("MethodLength") // the hot loop: calls cost here
    private int word(int from, boolean uppersAlone) {
        int plain = asciiWord(from);
        if (plain > from) {
            seen = plain;
            return plain;
        }
        int at = from;
        int both = from;
        while (at < end) {
            int c = peek(at);
            if (!in(UPPERS, c)) {
                if ((c & CLASS) == LOWER) {
                    seen = run(at + width(c), LOWERS);
                    return seen;
                }
                break;
            }
            at += width(c);
            if ((c & CLASS) != UPPER) {
                both = at;
            }
        }
        seen = at;
        return both == from && uppersAlone ? at : both;
    }

    /** A word as in plain English, or its start where it needs a closer look. */
    private int asciiWord(int from) {
        int at = from;
        if (at < end && text[at] >= 'A' && text[at] <= 'Z') {
            at++;
        }
        int first = at;
        while (at < end && text[at] >= 'a' && text[at] <= 'z') {
            at++;
        }
        return at > first && (at == end || text[at] >= 0) ? at : from;
    }

    private int symbols(int from) {
        int at = run(from, SYMBOLS);
        while (at < end && (text[at] == '\n' || text[at] == '\r' || text[at] == '/')) {
            at++;
        }
        seen = at;
        return at;
    }
}
