package io.tollgate.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final long LARGE = Retention.SMALL + 1;

    private static int kept(Retention retention, long size) {
        int kept = 0;
        while (retention.keep(size) && kept < 10_000) {
            kept++;
        }
        return kept;
    }

    @Test
    void keepsLargeBodiesUpToItsBound() {
        Retention retention = new Retention();
        assertEquals(Retention.MOST / LARGE, kept(retention, LARGE));
        retention.giveBack(LARGE);
        assertTrue(retention.keep(LARGE));
        assertFalse(retention.keep(LARGE));
    }

    @Test
    void keepsSmallBodiesAlwaysAndThenNoLargeOne() {
        Retention retention = new Retention();
        assertEquals(10_000, kept(retention, Retention.SMALL));
        assertFalse(retention.keep(LARGE));
        for (int i = 0; i < 10_000; i++) {
            retention.giveBack(Retention.SMALL);
        }
        assertTrue(retention.keep(LARGE));
    }

    @Test
    void keepsNothingLargerThanItsBound() {
        assertFalse(new Retention().keep(Retention.MOST + 1));
        assertTrue(new Retention().keep(Retention.MOST));
    }
}
