package io.tollgate.core.limit;

import java.nio.charset.StandardCharsets;

/** A 64-bit hash of texts, each ended so that no two lists of texts run together. */
final class KeyHash {
    private static final long PRIME = 0x100_0000_01B3L;

    private long state = 0xCBF2_9CE4_8422_2325L;

    KeyHash add(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            state = (state ^ (b & 0xFF)) * PRIME;
        }
        state = (state ^ 0x1FF) * PRIME;
        return this;
    }

    /** Mixed, so that the low bits choose slots well. */
    long value() {
        long mixed = (state ^ (state >>> 33)) * 0xFF51_AFD7_ED55_8CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CE_B9FE_1A85_EC53L;
        return mixed ^ (mixed >>> 33);
    }
}
