package io.tollgate.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.testkit.real.RealRateLimitService;
import io.tollgate.testkit.real.RealStore;
import io.tollgate.testkit.real.ScriptedUpstream.Exchange;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of the real service that change what a call with several limits books. */
class ServiceSettingsTest {
    private static final String CONFIG =
            """
            {"rateLimit": {"cluster": "ratelimit", "timeout": "10s", "mode": "check"},
             "limits": [{"name": "small", "descriptor": [{"key": "team", "header": "x-team"}], "quota": {"amount": 10, "per": "year"}},
                        {"name": "large", "descriptor": [{"key": "team", "header": "x-team"}], "quota": {"amount": 100000, "per": "year"}}]}
            """;
    private static final String BODY = Words.chat("gpt-4o", "", "Hello");

    private static void provide(Exchange exchange) throws IOException {
        exchange.body();
        Play.json(11, 5).answer(exchange);
    }

    /**
     * Off, each limit of a call is booked by itself; on, one that is spent takes the rest along.
     */
    @ParameterizedTest
    @CsvSource({"false, 16", "true, 0"})
    void aSpentLimitTakesTheOthersChargesAlongOnlyWhereTheServiceIsToldTo(
            String stops, long booked) {
        Map<String, String> settings = Map.of("STOP_CACHE_KEY_INCREMENT_WHEN_OVERLIMIT", stops);
        try (RealRateLimitService service =
                        RealRateLimitService.start(RealStore.start(), settings, "domain: llm\n");
                Gateway gateway =
                        Gateway.without(
                                Plan.of(CONFIG),
                                service.grpcPort(),
                                ServiceSettingsTest::provide)) {
            assertEquals(200, gateway.chat("t", "", BODY).status());
            gateway.await(
                    "the charge was answered", () -> gateway.metric("charges._outcome_=ok") == 1);
            assertEquals(
                    booked,
                    service.counter("llm_team_t_limit_large"),
                    () -> service.counters().toString());
        }
    }
}
