package io.tollgate.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.RealStore;
import io.tollgate.testkit.real.ScriptedUpstream.Exchange;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service is there and its Redis is not: what it says, and what becomes of the charges. */
class StoreDownTest {
    private static final String BODY = Words.chat("gpt-4o", "\"max_tokens\":5,", "Hello");
    private static final String KEY = "llm_team_t_limit_tokens";
    private static final int REQUESTS = 5;

    private static String config(String more) {
        return """
        {"rateLimit": {"cluster": "ratelimit", "timeout": "400ms", @MORE@},
         "limits": [{"name": "tokens", "descriptor": [{"key": "team", "header": "x-team"}],
                     "quota": {"amount": 100000, "per": "year"}}]}
        """
                .replace("@MORE@", more);
    }

    private static void provide(Exchange exchange) throws IOException {
        exchange.body();
        Play.json(11, 5).answer(exchange);
    }

    private static long failures(Gateway gateway) {
        return gateway.metric("looks._outcome_=error") + gateway.metric("looks._outcome_=timeout");
    }

    /** Why looks failed, by the module's own word. */
    private static String said(Gateway gateway) {
        return gateway.envoy().log().stream()
                .filter(line -> line.contains("question to the rate limit"))
                .toList()
                .toString();
    }

    private static void ask(Gateway gateway, int status) {
        for (int i = 0; i < REQUESTS; i++) {
            RealClient.Answer answer = gateway.chat("t", "", BODY);
            assertEquals(status, answer.status(), answer::text);
        }
    }

    private static void recovers(Gateway gateway) {
        gateway.await(
                "the service looks again",
                () -> {
                    long before = failures(gateway);
                    return gateway.chat("t", "", BODY).status() == 200
                            && failures(gateway) == before;
                });
        gateway.await(
                "charges land again",
                () -> {
                    long before = gateway.service().counter(KEY);
                    gateway.chat("t", "", BODY);
                    return gateway.service().counter(KEY) > before;
                });
        long known = gateway.metric("charges._outcome_=ok");
        assertTrue(gateway.service().counter(KEY) >= known * 16, gateway::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow", "deny"})
    void nothingIsSentAgainThatAServiceWithoutItsStoreMayHaveBooked(String onError) {
        RealStore store = RealStore.startDurable();
        String config = config("\"onError\": \"" + onError + "\"");
        try (Gateway gateway = Gateway.start(Plan.of(config), store, StoreDownTest::provide)) {
            assertEquals(200, gateway.chat("t", "", BODY).status());
            gateway.awaitCounter(KEY, 16);
            store.kill();
            ask(gateway, onError.equals("allow") ? 200 : 503);
            assertEquals(REQUESTS, failures(gateway), () -> said(gateway));
            if (onError.equals("allow")) {
                gateway.await(
                        "a charge perhaps landed",
                        () -> gateway.metric("charges._outcome_=maybe") > 0);
            }
            assertEquals(0, gateway.metric("charges._outcome_=retried"), () -> said(gateway));
            store.restart();
            recovers(gateway);
            System.out.println("store down, " + onError + ": " + said(gateway));
        }
    }

    @Test
    void theRealServiceBooksRefundsAndIsFoundOut() {
        Plan plan = Plan.of(config("\"refunds\": true"));
        try (Gateway gateway = Gateway.start(plan, StoreDownTest::provide)) {
            assertEquals(200, gateway.chat("t", "", BODY).status());
            gateway.await("it is found out", () -> gateway.metric("refunds._outcome_=booked") == 1);
            for (int i = 1; i < REQUESTS; i++) {
                assertEquals(200, gateway.chat("t", "", BODY).status());
            }
            gateway.awaitCounter(KEY, 16L * REQUESTS);
            assertEquals(0, gateway.metric("refunds._outcome_=honoured"));
        }
    }
}
