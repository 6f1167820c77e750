package io.tollgate.tokens;

/**
 * Cuts UTF-8 text into the pieces that the encodings' patterns define, without a regex engine. A
 * piece never crosses another, so each is counted alone.
 */
abstract class Scanner {
    static final int OTHER = 0;
    static final int UPPER = 1;
    static final int LOWER = 2;
    static final int LETTER = 3;
    static final int MARK = 4;
    static final int NUMBER = 5;
    static final int SPACE = 6;
    static final int NEWLINE = 7;

    /** What {@link #peek} returns: class in 3 bits, then width in bytes, then "not UTF-8". */
    static final int CLASS = 7;

    static final int WIDTH_SHIFT = 3;
    static final int BROKEN = 1 << 6;

    /** No piece depends on more bytes than this behind {@link #seen}. */
    static final int LOOKAHEAD = 8;

    private final Vocabulary vocabulary;
    private final byte[] ascii = new byte[128];
    byte[] text = {};
    int end;

    /** The furthest place at which the end of the last piece was decided. */
    int seen;

    /** Whether the last piece holds bytes that are not UTF-8. */
    boolean broken;

    Scanner(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        for (int c = 0; c < 128; c++) {
            ascii[c] = (byte) (vocabulary.classOf(c) | 1 << WIDTH_SHIFT);
        }
    }

    /** Sets the text to cut: these bytes up to an end. */
    final void reset(byte[] bytes, int to) {
        text = bytes;
        end = to;
        broken = false;
    }

    /** The end of the piece that begins here; there is at least one byte. */
    abstract int next(int from);

    static boolean in(int set, int peeked) {
        return (set >>> (peeked & CLASS) & 1) != 0;
    }

    static int width(int peeked) {
        return peeked >>> WIDTH_SHIFT & 7;
    }

    /** Class and width of the character at a place before the end. */
    final int peek(int at) {
        byte b = text[at];
        return b >= 0 ? ascii[b] : wide(at, b);
    }

    private int wide(int at, int lead) {
        if (lead >= (byte) 0xE0 && lead < (byte) 0xF0) {
            return three(at, lead);
        }
        if (lead >= (byte) 0xC2 && lead < (byte) 0xE0 && tail(at + 1)) {
            return vocabulary.classOf((lead & 0x1F) << 6 | (text[at + 1] & 0x3F))
                    | 2 << WIDTH_SHIFT;
        }
        return lead >= (byte) 0xF0 && lead < (byte) 0xF5 ? four(at, lead) : bad(1);
    }

    private int three(int at, int lead) {
        if (!tail(at + 1)) {
            return bad(1);
        }
        int top = (lead & 0xF) << 6 | (text[at + 1] & 0x3F);
        if (top < 0x20 || (top >= 0x360 && top < 0x380)) {
            return bad(1); // overlong, or a surrogate
        }
        if (!tail(at + 2)) {
            return bad(2);
        }
        if (top >= 0x138 && top < 0x280) {
            return LETTER | 3 << WIDTH_SHIFT; // U+4E00 to U+9FFF: Han, all letters
        }
        return vocabulary.classOf(top << 6 | (text[at + 2] & 0x3F)) | 3 << WIDTH_SHIFT;
    }

    private int four(int at, int lead) {
        if (!tail(at + 1)) {
            return bad(1);
        }
        int top = (lead & 7) << 6 | (text[at + 1] & 0x3F);
        if (top < 0x10 || top >= 0x110) {
            return bad(1);
        }
        if (!tail(at + 2)) {
            return bad(2);
        }
        if (!tail(at + 3)) {
            return bad(3);
        }
        int codePoint = top << 12 | (text[at + 2] & 0x3F) << 6 | (text[at + 3] & 0x3F);
        return vocabulary.classOf(codePoint) | 4 << WIDTH_SHIFT;
    }

    private boolean tail(int at) {
        return at < end && text[at] < (byte) 0xC0;
    }

    /** What decoders replace by U+FFFD, which is in the class "other". */
    private int bad(int width) {
        broken = true;
        return OTHER | width << WIDTH_SHIFT | BROKEN;
    }

    /** The end of the run of characters of a set of classes. */
    final int run(int from, int set) {
        int at = from;
        while (at < end) {
            int c = peek(at);
            if (!in(set, c)) {
                break;
            }
            at += width(c);
        }
        return at;
    }

    /** Up to three numbers, the first of which ends at a place. */
    final int numbers(int afterFirst) {
        int at = afterFirst;
        for (int i = 0; i < 2 && at < end; i++) {
            int c = peek(at);
            if ((c & CLASS) != NUMBER) {
                break;
            }
            at += width(c);
        }
        seen = at;
        return at;
    }

    /** White space: to the last line break of the run, else all but the last character. */
    final int spaces(int from) {
        int at = from;
        int lastStart = from;
        int lineEnd = -1;
        for (int c = peek(at); (c & CLASS) >= SPACE; c = peek(at)) {
            lastStart = at;
            at += width(c);
            if ((c & CLASS) == NEWLINE) {
                lineEnd = at;
            }
            if (at == end) {
                break;
            }
        }
        seen = at;
        if (lineEnd >= 0) {
            return lineEnd;
        }
        return at == end || lastStart == from ? at : lastStart;
    }

    /** The end of 's, 't, 're, 've, 'm, 'll or 'd in any case, or the start where there is none. */
    final int contraction(int at) {
        if (at + 1 >= end || text[at] != '\'') {
            return at;
        }
        int first = text[at + 1] | 0x20;
        if (first == 's' || first == 't' || first == 'm' || first == 'd') {
            return at + 2;
        }
        if (at + 2 >= end) {
            return at;
        }
        int second = text[at + 2];
        if (text[at + 1] == (byte) 0xC5 && second == (byte) 0xBF) {
            return at + 3; // the long s, U+017F
        }
        second |= 0x20;
        boolean two =
                first == 'l' ? second == 'l' : (first == 'r' || first == 'v') && second == 'e';
        return two ? at + 3 : at;
    }
}
