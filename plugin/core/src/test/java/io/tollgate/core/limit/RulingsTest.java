package io.tollgate.core.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.core.config.RateLimitConfig.Mode;
import io.tollgate.core.limit.Ruling.Outcome;
import io.tollgate.core.ratelimit.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulingsTest {
    private static final long NOW = 1_800_000_123L;

    @ParameterizedTest
    @CsvSource({
        // count, limit, remaining, over, in flight, input, declared -> outcome, asked, remaining
        // shown
        "total, 1000, 500, false, 0, 300, 200, PASS, 500, 0",
        "total, 1000, 500, false, 0, 300, 201, OVER, 501, 500",
        "total, 1000, 500, false, 100, 300, 100, PASS, 400, 0",
        "total, 1000, 500, false, 101, 300, 100, OVER, 400, 399",
        "total, 1000, 500, false, 0, 500, -1, PASS, 500, 0",
        "total, 1000, 500, false, 0, 10, -1, PASS, 10, 0",
        "total, 1000, 900, false, 0, 10, -1, PASS, 10, 378",
        "total, 1000, 500, false, 500, 0, -1, OVER, 0, 0",
        "total, 1000, 0, false, 0, 1, -1, OVER, 1, 0",
        "total, 1000, 0, true, 0, 1, 0, OVER, 1, 0",
        "total, 1000, 0, false, 0, 0, 0, PASS, 0, 0",
        "total, 1000, 1000, false, 0, 105, 4000, NEVER, 4105, 1000",
        "total, 0, 0, false, 0, 1, -1, NEVER, 1, 0",
        "output, 1000, 1000, false, 0, 99999, -1, PASS, 0, 488",
        "output, 1000, 0, false, 0, 5, -1, OVER, 0, 0",
        "input, 1000, 100, false, 0, 100, 99999, PASS, 100, 0",
        "requests, 10, 0, false, 0, 5, 5, PASS, 1, 0",
        "requests, 10, 0, true, 0, 5, 5, OVER, 1, 0",
    })
    void reserveWeighsWhatIsInFlight(
            String count,
            long limit,
            long remaining,
            boolean over,
            long inFlight,
            long input,
            long declared,
            Outcome outcome,
            long asked,
            long left) {
        Status status = new Status(over, true, limit, 60, remaining, 12_000);
        Ruling ruling =
                rulings(Mode.RESERVE)
                        .sized(limit(count), status, new Estimate(input, declared, 512), inFlight);
        assertEquals(outcome, ruling.outcome());
        assertEquals(asked, ruling.asked());
        assertEquals(left, ruling.view().remaining());
    }

    @ParameterizedTest
    @CsvSource({
        "CHECK, 1, PASS",
        "CHECK, 0, OVER",
        "CHARGE, 0, PASS",
        "RESERVE, 1, PASS",
        "RESERVE, 0, OVER"
    })
    void aLookAtTheHeadersRefusesOnlyWhenNothingIsLeft(Mode mode, long remaining, Outcome outcome) {
        Status status = new Status(false, true, 1000, 60, remaining, 12_000);
        assertEquals(outcome, rulings(mode).atHeaders(limit("total"), status).outcome());
    }

    @Test
    void checkNeverLooksAtTheSize() {
        Status status = new Status(false, true, 1000, 60, 1, 12_000);
        assertEquals(
                Outcome.PASS,
                rulings(Mode.CHECK)
                        .sized(limit("total"), status, new Estimate(9999, 9999, 512), 9999)
                        .outcome());
    }

    @Test
    void withoutARuleNothingIsLimited() {
        Status status = new Status(false, false, 0, 0, 0, -1);
        assertEquals(
                Outcome.UNMATCHED,
                rulings(Mode.RESERVE)
                        .sized(limit("total"), status, new Estimate(1, 1, 1), 0)
                        .outcome());
    }

    @ParameterizedTest
    @CsvSource({"2, 0, PASS, 1", "2, 1, PASS, 0", "2, 2, OVER, 0", "0, 0, NEVER, 0"})
    void requestsAtTheSameTimeAreCountedByTheLedger(
            long amount, long others, Outcome outcome, long left) {
        String json =
                "{'name': 'p', 'descriptor': [{'key': 'k', 'value': 'v'}], 'count': 'concurrent', 'quota': {'amount': "
                        + amount
                        + "}}";
        Ruling ruling = rulings(Mode.RESERVE).concurrent(only(json), others);
        assertEquals(outcome, ruling.outcome());
        assertEquals(left, ruling.view().remaining());
    }

    @ParameterizedTest
    @CsvSource({"12000, 12000", "-1, 57000", "0, 0"})
    void resetsComeFromTheServiceOrTheClock(long told, long expected) {
        Status status = new Status(false, true, 10, 60, 5, told);
        assertEquals(
                expected,
                rulings(Mode.CHECK).atHeaders(limit("total"), status).view().resetMillis());
    }

    @Test
    void numberedWindowsHaveTheirOwnReset() {
        ActiveLimit limit =
                only(
                        "{'name': 'f', 'descriptor': [{'key': 'k', 'value': 'v'}], 'quota': {'amount': 9, 'per': 'minute', 'interval': 5}}");
        LimitView view =
                rulings(Mode.CHECK)
                        .atHeaders(limit, new Status(false, true, 9, 3600, 5, 3_000_000))
                        .view();
        assertEquals((300 - NOW % 300) * 1000, view.resetMillis());
        assertEquals(300, view.windowSeconds());
    }

    @Test
    void theLongestWaitIsNamed() {
        Ruling day = ruling(limit("total"), Outcome.OVER, 80_000);
        Ruling minute = ruling(limit("input"), Outcome.OVER, 10);
        Ruling never = ruling(limit("output"), Outcome.NEVER, 5);
        assertEquals(day, new Verdict(List.of(minute, day)).refusing().orElseThrow());
        assertEquals(never, new Verdict(List.of(minute, never, day)).refusing().orElseThrow());
        assertTrue(
                new Verdict(List.of(ruling(limit("total"), Outcome.PASS, 1))).refusing().isEmpty());
    }

    @Test
    void shadowLimitsNeverRefuseNorShow() {
        Ruling shadow =
                ruling(
                        only(
                                "{'name': 's', 'descriptor': [{'key': 'k', 'value': 'v'}], 'shadow': true}"),
                        Outcome.OVER,
                        1);
        Verdict verdict = new Verdict(List.of(shadow));
        assertTrue(verdict.refusing().isEmpty());
        assertEquals(List.of(shadow), verdict.with(Outcome.OVER));
        assertEquals(List.of(), verdict.views());
    }

    @Test
    void anotherModelNeedsTheConsentOfAllInTheWay() {
        Ruling other =
                ruling(
                        only(
                                "{'name': 'o', 'descriptor': [{'key': 'k', 'value': 'v'}], 'onOver': {'model': 'small'}}"),
                        Outcome.OVER,
                        1);
        assertEquals("small", new Verdict(List.of(other)).otherModel().orElseThrow());
        assertTrue(
                new Verdict(List.of(other, ruling(limit("total"), Outcome.OVER, 1)))
                        .otherModel()
                        .isEmpty());
        assertTrue(
                new Verdict(List.of(ruling(limit("total"), Outcome.PASS, 1)))
                        .otherModel()
                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OVER | total | Rate limit reached for limit a (tokens per minute): Limit 1000, Remaining 5, Requested 9. Please try again in 1m30.5s.",
                "NEVER | input | Request too large for limit a (input tokens per minute): Limit 1000, Requested 9. It can never pass: reduce the prompt or the maximum of output tokens.",
            })
    void messagesNameEverything(Outcome outcome, String count, String message) {
        LimitView view =
                new LimitView(
                        "a",
                        false,
                        count.equals("input") ? LimitView.Side.INPUT : LimitView.Side.BOTH,
                        1000,
                        5,
                        90_500,
                        60);
        assertEquals(message, LimitWords.message(new Ruling(limit(count), outcome, 9, view)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "-5, 0s",
        "120, 120ms",
        "1000, 1s",
        "1500, 1.5s",
        "1025, 1.025s",
        "360000, 6m0s",
        "3602000, 1h0m2s",
        "86400000, 24h0m0s",
        "60050, 1m0.05s"
    })
    void durationsReadLikeGo(long millis, String text) {
        assertEquals(text, Durations.go(millis));
    }

    private static Rulings rulings(Mode mode) {
        return new Rulings(mode, NOW);
    }

    private static Ruling ruling(ActiveLimit limit, Outcome outcome, long reset) {
        return new Ruling(
                limit,
                outcome,
                1,
                new LimitView(limit.name(), false, LimitView.Side.BOTH, 10, 1, reset, 60));
    }

    private static ActiveLimit limit(String count) {
        return only(
                "{'name': 'a', 'descriptor': [{'key': 'k', 'value': 'v'}], 'count': '"
                        + count
                        + "'}");
    }

    private static ActiveLimit only(String limit) {
        return new LimitBook(Configs.limits(limit)).atHeaders(Subjects.ANN).active().get(0);
    }
}
