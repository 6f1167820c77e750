package io.tollgate.tokens.prompt;

import io.tollgate.bytes.Bytes;
import io.tollgate.tokens.TokenCounter;
import java.util.Optional;

/** Counts text parts with a vocabulary, or from their bytes where there is none. */
final class TextCounter {
    /** Bytes that make 100 tokens where there is no vocabulary: English, code and JSON. */
    static final int PROSE = 370;

    /** Each byte is a token. */
    static final int EACH = 100;

    private static final int CHUNK = 4096;

    private final TokenCounter counter;
    private final boolean exact;
    private final byte[] chunk = new byte[CHUNK];
    private final int bytesPer100;
    private long bytes;

    TextCounter(Optional<TokenCounter> counter, int bytesPer100) {
        this.bytesPer100 = bytesPer100;
        this.counter = counter.orElse(null);
        exact = counter.isPresent();
    }

    void reset() {
        bytes = 0;
        if (exact) {
            counter.reset();
        }
    }

    void feed(Bytes text, int from, int to) {
        bytes += to - from;
        if (!exact) {
            return;
        }
        for (int at = from; at < to; at += CHUNK) {
            int n = Math.min(CHUNK, to - at);
            text.copyTo(at, chunk, 0, n);
            counter.feed(chunk, 0, n);
        }
    }

    void feed(byte[] text) {
        bytes += text.length;
        if (exact) {
            counter.feed(text, 0, text.length);
        }
    }

    void endPart() {
        if (exact) {
            counter.endPart();
        }
    }

    /** The tokens of all parts since the last reset. */
    long tokens() {
        return exact ? counter.tokens() : bytes * 100 / bytesPer100;
    }

    boolean exact() {
        return exact && counter.exact();
    }
}
