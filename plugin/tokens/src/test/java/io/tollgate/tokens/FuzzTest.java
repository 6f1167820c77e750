package io.tollgate.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A part of {@code make fuzz}. */
class FuzzTest {
    @Test
    void randomTextsCountAsJtokkitCountsThem() {
        int strings = Integer.getInteger("fuzz.strings", 50_000);
        assertEquals(0, Fuzz.differences(strings, Long.getLong("fuzz.seed", 1)));
    }
}
