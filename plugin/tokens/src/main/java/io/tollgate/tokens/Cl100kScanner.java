package io.tollgate.tokens;

/** The pattern of cl100k_base; docs/tokens.md has it in full. */
final class Cl100kScanner extends Scanner {
    private static final int LETTERS = 1 << UPPER | 1 << LOWER | 1 << LETTER;
    private static final int SYMBOLS = 1 << OTHER | 1 << MARK;

    Cl100kScanner(Vocabulary vocabulary) {
        super(vocabulary);
    }

    @SuppressWarnings("MethodLength") // the hot loop: calls cost here
    @Override
    int next(int from) {
        if (text[from] == ' ') {
            int e = asciiWord(from + 1);
            if (e > from + 1) {
                seen = e;
                return e;
            }
        }
        int c = peek(from);
        int kind = c & CLASS;
        int after = from + width(c);
        if (kind >= UPPER && kind <= LETTER) {
            seen = run(after, LETTERS);
            return seen;
        }
        return switch (kind) {
            case NUMBER -> numbers(after);
            case NEWLINE -> spaces(from);
            default -> prefixed(from, after, kind);
        };
    }

    private int prefixed(int from, int after, int kind) {
        seen = contraction(from);
        if (seen > from) {
            return seen;
        }
        int word = run(after, LETTERS);
        seen = word;
        if (word > after) {
            return word;
        }
        if (kind != SPACE) {
            return symbols(from);
        }
        boolean prefix = text[from] == ' ' && after < end && in(SYMBOLS, peek(after));
        return prefix ? symbols(after) : spaces(from);
    }

    /** A word of ASCII letters, or its start where there is none or another letter follows. */
    private int asciiWord(int from) {
        int at = from;
        while (at < end && (text[at] | 0x20) >= 'a' && (text[at] | 0x20) <= 'z') {
            at++;
        }
        return at == end || text[at] >= 0 ? at : from;
    }

    private int symbols(int from) {
        int at = run(from, SYMBOLS);
        while (at < end && (text[at] == '\n' || text[at] == '\r')) {
            at++;
        }
        seen = at;
        return at;
    }
}
