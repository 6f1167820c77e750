package io.tollgate.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyPlanTest {
    @ParameterizedTest
    @CsvSource({
        // hold, whole body, length, late edits
        "false, false, 100, false, GO, false",
        "false, false, -1, true, GO, false",
        "true, false, 0, false, KEEP, true",
        "true, false, 16384, false, KEEP, true",
        "true, false, 16385, false, TAKE, true",
        "true, false, -1, false, TAKE, true",
        "true, true, -1, true, KEEP, true",
        "true, false, 10000000, true, KEEP, true",
        "false, true, 100, false, KEEP, false",
        "false, true, 16385, false, TAKE, false",
    })
    void keepsSmallBodiesInTheHostAndTakesLargeOnes(
            boolean hold, boolean whole, long length, boolean late, Move move, boolean holds) {
        BodyPlan plan = BodyPlan.of(hold, whole, length, late);
        assertEquals(new BodyPlan(move, holds, true), plan);
        assertEquals(new BodyPlan(move, false, true), plan.withoutHold());
    }
}
