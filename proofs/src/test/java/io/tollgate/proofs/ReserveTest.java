package io.tollgate.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Gate;
import io.tollgate.testkit.real.RealClient;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 200 requests at once against a budget for 20. */
class ReserveTest {
    private static final int ALL = 200;
    private static final int FIT = 20;
    private static final long DECLARED = 1000;

    /** At least what our estimate of the short prompt can be: a byte is at most a token. */
    private static final long PROMPT_ROOM = 45;

    private static final long BUDGET = FIT * (DECLARED + PROMPT_ROOM);
    private static final String KEY = "llm_team_crowd_limit_tokens";

    private static String config(String mode) {
        return """
        {"rateLimit": {"cluster": "ratelimit", "timeout": "20s", "mode": "@MODE@"},
         "limits": [{"name": "tokens", "descriptor": [{"key": "team", "header": "x-team"}],
                     "quota": {"amount": @BUDGET@, "per": "year"}}]}
        """
                .replace("@MODE@", mode)
                .replace("@BUDGET@", String.valueOf(BUDGET));
    }

    private static String body(long maximum) {
        return Words.chat("gpt-4o", "\"max_tokens\":" + maximum + ",", "Hello");
    }

    /** How many of all were answered well, each decided before the first of them was answered. */
    private static long rush(Gateway gateway, Gate gate, Play play) {
        AtomicInteger refused = new AtomicInteger();
        try (Crowd crowd = new Crowd(ALL)) {
            List<Future<Integer>> tasks =
                    crowd.start(
                            ALL,
                            i ->
                                    () -> {
                                        RealClient.Answer answer =
                                                gateway.chat(
                                                        "crowd", play.header(), body(DECLARED));
                                        if (answer.status() == 429) {
                                            refused.incrementAndGet();
                                        }
                                        return answer.status();
                                    });
            gateway.await(
                    "all are decided",
                    () -> refused.get() + gateway.provider().exchanges().size() == ALL);
            gate.open();
            return Crowd.results(tasks).stream().filter(status -> status == 200).count();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 300"})
    void noOvershootAndNothingIsLeftInFlight(int workers, long used) {
        Gate gate = new Gate();
        Plan plan = Plan.of(config("reserve")).workers(workers);
        try (Gateway gateway =
                Gateway.start(
                        plan,
                        exchange -> {
                            exchange.body();
                            gate.pass();
                            Play.parse(exchange.header("x-play").orElseThrow()).answer(exchange);
                        })) {
            Play play = Play.json(8, used);
            long answered = rush(gateway, gate, play);
            System.out.println("reserve, " + workers + " workers: " + answered + " of " + FIT);
            assertTrue(answered >= 1 && answered <= FIT, () -> answered + " answered");
            gateway.awaitCounter(KEY, answered * play.total());
            long left = BUDGET - answered * play.total();
            String reads = "left " + left;
            gateway.await(
                    "nothing is in flight, " + reads,
                    () -> gateway.chat("crowd", play.header(), body(left)).status() == 429);
            RealClient.Answer all =
                    gateway.chat("crowd", play.header(), body(Math.max(0, left - PROMPT_ROOM)));
            assertEquals(200, all.status(), () -> all.text() + "\n" + gateway);
        }
    }

    @Test
    void checkOvershootsByWhatIsInFlightAndNoMore() {
        Gate gate = new Gate();
        try (Gateway gateway =
                Gateway.start(
                        Plan.of(config("check")).workers(2),
                        exchange -> {
                            exchange.body();
                            gate.pass();
                            Play.parse(exchange.header("x-play").orElseThrow()).answer(exchange);
                        })) {
            Play play = Play.json(8, DECLARED);
            assertEquals(ALL, rush(gateway, gate, play), "anything left lets all pass");
            gateway.awaitCounter(KEY, ALL * play.total());
            assertTrue(ALL * play.total() > BUDGET);
            assertEquals(429, gateway.chat("crowd", play.header(), body(1)).status());
            assertEquals(ALL, gateway.provider().exchanges().size());
        }
    }
}
