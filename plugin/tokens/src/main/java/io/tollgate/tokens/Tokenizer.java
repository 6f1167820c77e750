package io.tollgate.tokens;

/**
 * Counts tokens of one encoding. It owns the working memory (about 280 KB), so a thread should keep
 * one and share it between the {@link TokenCounter}s and {@link RunningCounter}s it has open.
 */
public final class Tokenizer {
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private final Scanner scanner;
    private final PieceCounter pieces;
    private byte[] repaired = new byte[64];

    public Tokenizer(Vocabulary vocabulary) {
        scanner = vocabulary.scanner();
        pieces = new PieceCounter(vocabulary);
    }

    /** The tokens of a whole text. */
    public long count(byte[] utf8) {
        return count(utf8, 0, utf8.length);
    }

    /**
     * The tokens of the whole text that these bytes are. Bytes that are not UTF-8 count as the
     * U+FFFD that decoders put in their place, one for each maximal part of a character.
     */
    public long count(byte[] utf8, int from, int to) {
        scanner.reset(utf8, to);
        long tokens = 0;
        int at = from;
        while (at < to) {
            int next = scanner.next(at);
            tokens += piece(utf8, at, next);
            at = next;
        }
        return tokens;
    }

    /**
     * Counts the pieces that more text behind the end can't change.
     *
     * @return the tokens counted << 32 | the place where the first piece not counted begins
     */
    long settled(byte[] utf8, int from, int to) {
        scanner.reset(utf8, to);
        long tokens = 0;
        int at = from;
        while (at < to) {
            int next = scanner.next(at);
            if (scanner.seen > to - Scanner.LOOKAHEAD) {
                break;
            }
            tokens += piece(utf8, at, next);
            at = next;
        }
        return tokens << 32 | at;
    }

    private int piece(byte[] utf8, int from, int to) {
        return scanner.broken ? repaired(utf8, from, to) : pieces.count(utf8, from, to);
    }

    private int repaired(byte[] utf8, int from, int to) {
        if (repaired.length < 3 * (to - from)) {
            repaired = new byte[3 * (to - from)];
        }
        int n = 0;
        int width;
        for (int at = from; at < to; at += width) {
            int c = scanner.peek(at);
            width = Scanner.width(c);
            boolean bad = (c & Scanner.BROKEN) != 0;
            System.arraycopy(bad ? REPLACEMENT : utf8, bad ? 0 : at, repaired, n, bad ? 3 : width);
            n += bad ? 3 : width;
        }
        scanner.broken = false;
        return pieces.count(repaired, 0, n);
    }
}
