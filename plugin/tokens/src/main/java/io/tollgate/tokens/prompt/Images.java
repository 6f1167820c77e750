package io.tollgate.tokens.prompt;

import io.tollgate.bytes.Bytes;

/** The tokens of a request's images, files and sound. */
final class Images {
    private static final int CHUNK = 1024;

    /** Bytes of sound a second, between speech as MP3 and as 16-bit samples. */
    private static final int SOUND_BYTES = 16_000;

    private static final int SOUND_TOKENS = 32;

    /**
     * What a page of a PDF takes: pages are packed, so that they can't be counted as it streams by.
     */
    private static final int PAGE_BYTES = 50_000;

    long tokens;
    int count;

    private final Family family;
    private final Blob blob = new Blob();
    private final byte[] chunk = new byte[CHUNK];
    private boolean reading;
    private boolean low;
    private long high;
    private long cheap;

    Images(Family family) {
        this.family = family;
    }

    void begin(boolean isText) {
        reading = isText;
        blob.begin();
    }

    void feed(Bytes bytes, int from, int to) {
        if (!reading) {
            return;
        }
        for (int at = from; at < to; at += CHUNK) {
            int n = Math.min(CHUNK, to - at);
            bytes.copyTo(at, chunk, 0, n);
            blob.feed(chunk, n);
        }
    }

    void end() {
        if (!reading || !blob.any()) {
            return;
        }
        reading = false;
        count++;
        int kind = blob.kind(); // first: it may find more characters
        long bytes = blob.characters * 3 / 4;
        long all =
                switch (kind) {
                    case Blob.IMAGE -> image(false);
                    case Blob.PDF -> family.media().pdf() * (1 + bytes / PAGE_BYTES);
                    case Blob.SOUND -> 1 + bytes * SOUND_TOKENS / SOUND_BYTES;
                    default -> bytes * family.media().perKilobyte() / 1000;
                };
        tokens += all;
        high = all;
        cheap = kind == Blob.IMAGE ? image(true) : all;
        lower();
    }

    private long image(boolean lowDetail) {
        ImageRule rule = family.media().image();
        return rule.tokens(
                blob.width,
                blob.height,
                lowDetail,
                family.media().first(),
                family.media().second());
    }

    /** The detail asked for, which may come before the image or after it. */
    void detail(boolean isLow) {
        low = isLow;
        lower();
    }

    void endPart() {
        low = false;
        high = 0;
        cheap = 0;
    }

    private void lower() {
        if (low) {
            tokens -= high - cheap;
            high = cheap;
        }
    }
}
