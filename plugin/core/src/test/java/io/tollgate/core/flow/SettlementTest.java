package io.tollgate.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.core.flow.Settlement.Told;
import io.tollgate.core.report.CountStatus;
import io.tollgate.core.report.Ended;
import io.tollgate.core.usage.Usage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stream is charged, by how it ended and what was seen of it. */
class SettlementTest {
    private static final Usage SAID = new Usage(100, 10, 5, 20, 4, 120);

    private record Facts(
            Told told,
            Usage usage,
            boolean answered,
            boolean started,
            boolean wentOn,
            long countedInput,
            long countedOutput)
            implements Settlement.Evidence {}

    private static String settled(Ended ended, Facts facts) {
        Settlement settled = Settlement.of(ended, facts);
        Usage usage = settled.usage();
        return usage.input() + " " + usage.output() + " " + settled.status();
    }

    @ParameterizedTest
    @CsvSource({
        // what the provider says last is charged whatever the status and the end
        "COMPLETE, FINAL, true, true, true, 100 20 COMPLETE",
        "UPSTREAM_ERROR, FINAL, false, true, true, 100 20 COMPLETE",
        "DISCONNECT, FINAL, true, true, true, 100 20 COMPLETE",
        // early figures lag behind what has passed since
        "DISCONNECT, SOME, true, true, true, 100 30 PARTIAL",
        "RESET, SOME, true, true, true, 100 30 PARTIAL",
        // no figures: our own, where an answer had started well
        "COMPLETE, NOTHING, true, true, true, 8 30 ESTIMATED",
        "TIMEOUT, NOTHING, true, true, true, 8 30 ESTIMATED",
        "DISCONNECT, NOTHING, true, true, true, 8 30 ESTIMATED",
        // the prompt alone where the client left before the answer
        "DISCONNECT, NOTHING, false, false, true, 8 0 ESTIMATED",
        "DISCONNECT, NOTHING, false, true, true, 0 0 NONE",
        "NOT_STARTED, NOTHING, false, false, false, 0 0 NONE",
        "UPSTREAM_ERROR, NOTHING, false, true, true, 0 0 NONE",
        "TIMEOUT, NOTHING, false, false, true, 0 0 NONE",
        "DENIED, FINAL, true, true, true, 0 0 NONE",
        "REDIRECT, FINAL, true, true, true, 0 0 NONE",
    })
    void chargesWhatIsKnown(
            Ended ended,
            Told told,
            boolean answered,
            boolean started,
            boolean wentOn,
            String expected) {
        Usage usage = told == Told.NOTHING ? Usage.NONE : SAID;
        assertEquals(
                expected, settled(ended, new Facts(told, usage, answered, started, wentOn, 8, 30)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0 0 MISSING, false",
        "0, 3, 0 3 ESTIMATED, true",
        "8, 0, 8 0 ESTIMATED, true"
    })
    void saysWhereNothingCanBeCounted(long input, long output, String expected, boolean charged) {
        Facts facts = new Facts(Told.NOTHING, Usage.NONE, true, true, true, input, output);
        assertEquals(expected, settled(Ended.COMPLETE, facts));
        assertEquals(charged, Settlement.of(Ended.COMPLETE, facts).charged());
    }

    @ParameterizedTest
    @CsvSource({"0, 8", "50, 50"})
    void countsThePromptWhereEarlyFiguresLackIt(long said, long expected) {
        Usage usage = new Usage(said, 0, 0, 9, 0, 0);
        Facts facts = new Facts(Told.SOME, usage, true, true, true, 8, 3);
        assertEquals(expected + " 9 PARTIAL", settled(Ended.RESET, facts));
        assertEquals(CountStatus.PARTIAL, Settlement.of(Ended.RESET, facts).status());
    }
}
