package io.tollgate.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.ScriptedUpstream.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service is away, or takes calls and never answers. */
class OutageTest {
    private static final int REQUESTS = 30;
    private static final String BODY = Words.chat("gpt-4o", "", "Hello");
    private static final String KEY = "llm_team_t_limit_tokens";

    private static String config(String onError, String timeout) {
        return """
        {"rateLimit": {"cluster": "ratelimit", "timeout": "@TIMEOUT@", "onError": "@ON@"},
         "limits": [{"name": "tokens", "descriptor": [{"key": "team", "header": "x-team"}],
                     "quota": {"amount": 100000, "per": "year"}}]}
        """
                .replace("@TIMEOUT@", timeout)
                .replace("@ON@", onError);
    }

    private static void provide(Exchange exchange) throws IOException {
        exchange.body();
        Play.json(11, 5).answer(exchange);
    }

    private static void ask(Gateway gateway, int status) {
        for (int i = 0; i < REQUESTS; i++) {
            RealClient.Answer answer = gateway.chat("t", "", BODY);
            assertEquals(status, answer.status(), answer::text);
            if (status == 503) {
                assertTrue(answer.text().contains("\"error\":{\"message\":"), answer::text);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void withAllowNothingIsBlockedAndAllIsChargedInTheEnd(int workers) {
        Plan plan = Plan.of(config("allow", "10s")).workers(workers);
        try (Gateway gateway = Gateway.start(plan, OutageTest::provide)) {
            ask(gateway, 200);
            gateway.awaitCounter(KEY, REQUESTS * 16);
            gateway.service().stop();
            ask(gateway, 200);
            assertEquals(REQUESTS, gateway.metric("looks._outcome_=error"));
            assertEquals(REQUESTS * 16, gateway.service().counter(KEY));
            gateway.service().restart();
            gateway.awaitCounter(KEY, 2 * REQUESTS * 16);
            ask(gateway, 200);
            gateway.awaitCounter(KEY, 3 * REQUESTS * 16);
            assertEquals(0, gateway.metric("charges._outcome_=maybe") + gateway.metric("dropped"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void withDenyAllIsRefusedUntilItIsBack(int workers) {
        Plan plan = Plan.of(config("deny", "10s")).workers(workers);
        try (Gateway gateway = Gateway.start(plan, OutageTest::provide)) {
            ask(gateway, 200);
            gateway.service().stop();
            ask(gateway, 503);
            assertEquals(REQUESTS, gateway.provider().exchanges().size());
            gateway.service().restart();
            gateway.await("requests pass again", () -> gateway.chat("t", "", BODY).status() == 200);
            ask(gateway, 200);
            gateway.awaitCounter(KEY, (2 * REQUESTS + 1) * 16);
        }
    }

    /** The look is given up by its own time-out; a minute is what everything else would take. */
    @ParameterizedTest
    @ValueSource(strings = {"allow", "deny"})
    void aLookThatHangsCostsItsTimeout(String onError) {
        try (ServerSocket silent = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
                Gateway gateway =
                        Gateway.without(
                                Plan.of(config(onError, "100ms")),
                                silent.getLocalPort(),
                                OutageTest::provide)) {
            boolean allow = onError.equals("allow");
            ask(gateway, allow ? 200 : 503);
            assertEquals(REQUESTS, gateway.metric("looks._outcome_=timeout"), gateway::toString);
            assertEquals(allow ? REQUESTS : 0, gateway.provider().exchanges().size());
            long charges = allow ? REQUESTS : 0;
            gateway.await(
                    "charges are given up as perhaps landed, and not sent again",
                    () ->
                            gateway.envoy().stat("cluster.ratelimit.upstream_rq_timeout")
                                    >= REQUESTS + Math.min(1, charges));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
