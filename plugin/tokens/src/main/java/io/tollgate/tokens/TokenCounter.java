package io.tollgate.tokens;

/**
 * Counts a request's texts part by part. Up to a cap the count is exact; beyond it, one block in
 * four is counted, after each doubling of the text half as often, and the rest takes the density of
 * the blocks. So a text of n bytes costs the cap and a quarter of it for each doubling.
 */
public final class TokenCounter {
    /** Text counted in full unless a caller says otherwise, in bytes. */
    public static final int DEFAULT_CAP = 1 << 16;

    private static final int BLOCK = 512;
    private static final int ONE_IN = 4;

    private final Tokenizer tokenizer;
    private final RunningCounter part;
    private final int cap;
    private final int seed;

    private long tokens;
    private long bytes;
    private boolean counting;
    private boolean sampled;
    private long left;
    private long blockStart;
    private long skipped;
    private double density;
    private double estimated;
    private int random;
    private long behind;
    private int cutsBefore;

    /** A counter that reads every byte of texts of any length. */
    public TokenCounter(Tokenizer tokenizer) {
        this(tokenizer, 0, 1);
    }

    /**
     * A counter that samples what goes beyond the cap.
     *
     * @param cap in bytes; 0 means none
     * @param seed of the places that are sampled: whoever knows it can write a text that counts for
     *     less than it is
     */
    public TokenCounter(Tokenizer tokenizer, int cap, int seed) {
        this.tokenizer = tokenizer;
        this.cap = cap;
        this.seed = seed;
        part = new RunningCounter(tokenizer);
        reset();
    }

    /** Forgets everything counted. */
    public void reset() {
        part.finish();
        tokens = 0;
        bytes = 0;
        counting = true;
        sampled = false;
        left = cap == 0 ? Long.MAX_VALUE : cap;
        blockStart = 0;
        skipped = 0;
        density = 0;
        estimated = 0;
        random = seed;
        behind = 0;
        cutsBefore = part.cuts();
    }

    /** One whole part. */
    public void add(byte[] utf8, int from, int to) {
        if (counting && to - from < left) {
            tokens += tokenizer.count(utf8, from, to);
            bytes += to - from;
            left -= to - from;
            return;
        }
        feed(utf8, from, to);
        endPart();
    }

    /** More bytes of the open part; {@link #endPart} must follow. */
    public void feed(byte[] utf8, int from, int to) {
        int at = from;
        while (at < to) {
            at = align(utf8, at, to);
            int n = (int) Math.min(to - at, left);
            if (counting) {
                part.add(utf8, at, at + n);
            } else {
                skipped += n;
            }
            at += n;
            left -= n;
            bytes += n;
            if (left == 0) {
                turn();
            }
        }
    }

    /** A block does not begin inside a character. */
    private int align(byte[] utf8, int from, int to) {
        int at = from;
        if (sampled && counting && left == BLOCK) {
            while (at < to && utf8[at] < (byte) 0xC0) {
                at++;
            }
        }
        bytes += at - from;
        skipped += at - from;
        return at;
    }

    /** Ends the open part. */
    public void endPart() {
        tokens += part.finish();
    }

    /** The tokens of all parts, an open one as if it ended here. */
    public long tokens() {
        return tokens + part.tokens() + Math.round(estimated + skipped * density);
    }

    /** The bytes of all parts. */
    public long bytes() {
        return bytes;
    }

    /** Whether every byte was counted, and no piece was so long that it had to be cut. */
    public boolean exact() {
        return !sampled && part.cuts() == cutsBefore;
    }

    /** From a counted stretch to a skipped one, or back. */
    private void turn() {
        if (counting) {
            part.dropIncomplete();
            tokens += part.finish();
            density = (double) (tokens - blockStart) / (sampled ? BLOCK : cap);
            estimated += skipped * density;
            skipped = 0;
            left = nextGap();
        } else {
            blockStart = tokens;
            left = BLOCK;
        }
        sampled = true;
        counting = !counting;
    }

    /** Each stretch of the text has one block, at a place that only the seed tells. */
    private long nextGap() {
        long stretch = (long) BLOCK * ONE_IN;
        for (long size = cap * 2L; size <= bytes; size *= 2) {
            stretch *= 2;
        }
        random = random * 1_664_525 + 1_013_904_223 + (int) tokens;
        long ahead = (random >>> 8) % (stretch - BLOCK);
        long gap = behind + ahead;
        behind = stretch - BLOCK - ahead;
        return gap + 1;
    }
}
