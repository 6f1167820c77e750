package io.tollgate.quickstart;

import static io.tollgate.quickstart.Json.object;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveStateTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(605), ZoneOffset.UTC);

    private static String line(String report) {
        return Json.write(
                object(
                        "time",
                        "2026-01-01T00:00:00Z",
                        "method",
                        "POST",
                        "path",
                        "/v1/x",
                        "code",
                        200,
                        "ms",
                        3,
                        "tollgate",
                        report));
    }

    @Test
    void tokensAddUpByConsumerAndModel() {
        LiveState live = new LiveState();
        live.line(
                line("{\"model\":\"m\",\"consumer\":\"a\",\"input\":3,\"output\":4,\"total\":7}"));
        live.line(
                line("{\"model\":\"m\",\"consumer\":\"a\",\"input\":1,\"output\":1,\"total\":2}"));
        live.line(
                line(
                        "{\"model\":\"m\",\"consumer\":\"a\",\"input\":9,\"deniedBy\":\"per-minute\"}"));
        live.line("[warning] not a line of the access log");
        Map<String, Object> state = live.snapshot(List.of());
        assertEquals(3L, state.get("seen"));
        assertEquals(
                List.of(
                        object(
                                "consumer",
                                "a",
                                "model",
                                "m",
                                "requests",
                                2L,
                                "input",
                                4L,
                                "output",
                                5L,
                                "total",
                                9L)),
                state.get("usage"));
        assertEquals(
                List.of(object("consumer", "a", "by", "per-minute", "times", 1L)),
                state.get("refusals"));
    }

    @Test
    void aBudgetIsWholeAgainOnceItsWindowHasEnded() {
        Map<String, Object> config = Json.read(Quickstart.resource("/tollgate.json"));
        Map<String, Long> counters =
                new HashMap<>(Map.of("llm_consumer_alice_limit_tokens-per-minute_540", 900L));
        Budgets budgets = new Budgets(config, () -> counters, CLOCK);
        assertEquals(0L, budgets.now().get(0).get("used"));
        counters.clear(); // as a store does with what has expired
        assertEquals("consumer_alice", budgets.now().get(0).get("who"));
    }

    @Test
    void aBudgetIsTheCounterOfTheOpenWindow() {
        Map<String, Object> config = Json.read(Quickstart.resource("/tollgate.json"));
        Map<String, Long> counters =
                Map.of(
                        "llm_consumer_alice_limit_tokens-per-minute_600", 70L,
                        "llm_consumer_alice_limit_tokens-per-minute_540", 900L,
                        "llm_other_1_600", 1L);
        Budgets budgets = new Budgets(config, () -> counters, CLOCK);
        Map<String, Object> row =
                object("limit", "tokens-per-minute", "who", "consumer_alice", "used", 70L);
        row.putAll(object("amount", 2000L, "per", "minute", "count", "total", "resetsIn", 55L));
        assertEquals(List.of(row), budgets.now());
    }
}
