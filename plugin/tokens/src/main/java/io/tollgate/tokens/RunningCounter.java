package io.tollgate.tokens;

/**
 * Counts one text that arrives in any split of its bytes, without starting again: what later bytes
 * can't change is counted once and forgotten, the rest (most often one word) is kept. The count is
 * that of the whole text, except that a piece (a word, a run of spaces) of more than 32 KB is cut.
 */
public final class RunningCounter {
    private static final int FIRST_TRY = 128;
    private static final int LARGEST = 1 << 16;

    private final Tokenizer tokenizer;
    private byte[] kept = new byte[FIRST_TRY];
    private int length;
    private int nextTry = FIRST_TRY;
    private long settled;
    private int cuts;

    public RunningCounter(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** More bytes of the text, UTF-8. */
    public void add(byte[] utf8, int from, int to) {
        int at = from;
        while (at < to) {
            int n = Math.min(to - at, LARGEST - length);
            keep(utf8, at, n);
            at += n;
            if (length >= nextTry) {
                settle();
            }
        }
    }

    /** The tokens of the text so far, as if it ended here. */
    public long tokens() {
        return settled + tokenizer.count(kept, 0, length);
    }

    /** The tokens of the text; the next byte begins another one. */
    public long finish() {
        long tokens = tokens();
        settled = 0;
        length = 0;
        nextTry = FIRST_TRY;
        return tokens;
    }

    private void keep(byte[] utf8, int from, int n) {
        if (length + n > kept.length) {
            byte[] larger = new byte[Math.min(LARGEST, Math.max(length + n, kept.length * 2))];
            System.arraycopy(kept, 0, larger, 0, length);
            kept = larger;
        }
        System.arraycopy(utf8, from, kept, length, n);
        length += n;
    }

    /** Waits for twice the bytes that stay, so that a long piece is not read again and again. */
    private void settle() {
        long result = tokenizer.settled(kept, 0, length);
        settled += result >>> 32;
        int done = (int) result;
        System.arraycopy(kept, done, kept, 0, length - done);
        length -= done;
        if (length > LARGEST / 2) {
            cut();
        }
        nextTry = Math.max(FIRST_TRY, length * 2);
    }

    /** How often a piece was cut so far, in all texts. */
    int cuts() {
        return cuts;
    }

    private void cut() {
        cuts++;
        int n = length;
        dropIncomplete();
        settled += tokenizer.count(kept, 0, length);
        System.arraycopy(kept, length, kept, 0, n - length);
        length = n - length;
    }

    /** Takes away a character at the end of which bytes are missing. */
    void dropIncomplete() {
        int at = length - 1;
        while (at >= 0 && at > length - 4 && kept[at] < (byte) 0xC0) {
            at--;
        }
        if (at >= 0 && kept[at] < 0) {
            int lead = kept[at] & 0xFF;
            int width = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
            if (at + width > length) {
                length = at;
            }
        }
    }
}
