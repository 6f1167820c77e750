package io.tollgate.configs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Launch;
import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.RealEnvoy;
import io.tollgate.testkit.real.RealRateLimitService;
import io.tollgate.testkit.real.ScriptedUpstream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The variants that limit, with the real service: the figure is the counter in its store. */
class LimitConfigsTest {

    private static final String ENVOYS_OWN =
            "domain: llm\ndescriptors: [{key: user, rate_limit: {unit: year, requests_per_unit: 30}}]\n";
    private static final Map<String, String> ALICE = Map.of("authorization", "Bearer sk-alice");
    private static final Map<String, String> TRIAL = Map.of("authorization", "Bearer sk-trial");

    private final ScriptedUpstream upstream = ScriptedUpstream.json(Answers.OPENAI);
    private RealRateLimitService service;
    private RealEnvoy envoy;

    private void start(String file, String serviceConfig) {
        service = RealRateLimitService.start(serviceConfig);
        EnvoyConfig config = EnvoyConfig.load(file).cluster("ratelimit", service.grpcPort());
        envoy = Launch.of(config.cluster("provider", upstream.port()).text()).start();
    }

    @AfterEach
    void stop() {
        upstream.close();
        if (envoy != null) {
            envoy.close();
        }
        if (service != null) {
            service.close();
        }
    }

    private RealClient.Answer ask(String model, Map<String, String> headers) {
        return Answers.ask(envoy.port("gateway"), model, headers);
    }

    private void awaitCounter(String key, long expected) {
        try {
            Await.until(key + " is " + expected, () -> service.counter(key) == expected);
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage()
                            + "\nstore: "
                            + service.counters()
                            + "\nlog: "
                            + envoy.accessLog(),
                    e);
        }
    }

    @Test
    void tokensAndRequestsOfAUserAreCharged() {
        start("limit.yaml", "domain: llm\n");
        RealClient.Answer answer = ask("gpt-4o", Map.of("x-user", "alice"));
        assertEquals(200, answer.status());
        assertEquals(Optional.of("60"), answer.header("x-ratelimit-limit-requests"));
        awaitCounter("llm_user_alice_model_gpt-4o_limit_tokens-per-hour", 16);
        awaitCounter("llm_user_alice_limit_requests-per-minute", 1);
    }

    @Test
    void aRequestThatCannotFitReachesNoProvider() {
        start("limit.yaml", "domain: llm\n");
        String body = Answers.chat("gpt-4o").replace("20", "200000");
        RealClient.Answer answer =
                RealClient.post(
                        envoy.port("gateway"),
                        "/v1/chat/completions",
                        Map.of("x-user", "alice"),
                        body);
        assertEquals(429, answer.status());
        assertTrue(answer.text().contains("Limit 100000, Requested 2000"), answer.text());
        assertEquals(List.of(), upstream.exchanges());
    }

    @Test
    void envoysOwnFilterChargesWhatTheModuleCounted() {
        start("limit-envoy-filter.yaml", ENVOYS_OWN);
        assertEquals(200, ask("gpt-4o", Map.of("x-user", "alice")).status());
        awaitCounter("llm_user_alice", 16);
        assertEquals(200, ask("gpt-4o", Map.of("x-user", "alice")).status());
        awaitCounter("llm_user_alice", 32);
        assertEquals(429, ask("gpt-4o", Map.of("x-user", "alice")).status());
        assertEquals(200, ask("gpt-4o", Map.of("x-user", "bob")).status());
    }

    @Test
    void aKeyHasTheRightsAndTheBudgetOfItsProduct() {
        start("keys-and-products.yaml", "domain: llm\n");
        assertEquals(401, ask("gpt-4o", Map.of()).status());
        assertEquals(200, ask("gpt-4o", ALICE).status());
        awaitCounter("llm_consumer_alice_product_team_limit_team-day", 16);
        assertEquals(403, ask("gpt-4o", TRIAL).status());
        assertEquals(200, ask("gpt-4o-mini", TRIAL).status());
        awaitCounter("llm_consumer_carol_product_trial_limit_trial-hour", 16);
        String seen = upstream.exchange(0).headers().toString();
        assertTrue(seen.contains("authorization") && !seen.contains("sk-alice"), seen);
    }

    @Test
    void twoPricesEmptyOneWallet() {
        start("money.yaml", "domain: llm\n");
        assertEquals(200, ask("gpt-4o", Map.of("x-user", "alice")).status());
        awaitCounter("llm_wallet_alice", 78); // 11 * 2.5 + 5 * 10 = 77.5
        assertEquals(200, ask("gpt-4o-mini", Map.of("x-user", "alice")).status());
        awaitCounter("llm_wallet_alice", 83); // 11 * 0.15 + 5 * 0.6 = 4.65
    }

    @Test
    void theProviderThatAnsweredIsChargedOnce() {
        service = RealRateLimitService.start("domain: llm\n");
        try (ScriptedUpstream first = Answers.failing()) {
            EnvoyConfig config =
                    EnvoyConfig.load("fallback.yaml")
                            .cluster("ratelimit", service.grpcPort())
                            .cluster("first", first.port())
                            .cluster("second", upstream.port());
            envoy = Launch.of(config.text()).start();
            assertEquals(200, ask("gpt-4o", Map.of("x-user", "alice")).status());
            assertEquals(1, first.exchanges().size());
            assertEquals(1, upstream.exchanges().size());
            awaitCounter("llm_user_alice_limit_tokens-per-hour", 16);
            String line = envoy.accessLog(1).get(0);
            assertTrue(
                    line.contains("127.0.0.1:" + upstream.port())
                            && line.contains("\"attempts\":2"),
                    line);
        }
    }
}
