package io.tollgate.configs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Launch;
import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.RealEnvoy;
import io.tollgate.testkit.real.RealRateLimitService;
import io.tollgate.testkit.real.ScriptedUpstream;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The module in every Envoy that the README names: an answer counted, a budget charged, a request
 * refused.
 */
class EnvoyVersionsTest {

    private static final Map<String, String> ALICE = Map.of("x-user", "alice");

    @ParameterizedTest
    @ValueSource(strings = {"1.36.4", "1.37.0", "1.39.3", "1.40.0"})
    void countsChargesAndRefuses(String version) {
        try (ScriptedUpstream upstream = ScriptedUpstream.json(Answers.OPENAI);
                RealRateLimitService service = RealRateLimitService.start("domain: llm\n")) {
            EnvoyConfig config =
                    EnvoyConfig.load("limit.yaml").cluster("ratelimit", service.grpcPort());
            String text = config.cluster("provider", upstream.port()).text();
            try (RealEnvoy envoy = Launch.of(text).version(version).start()) {
                assertEquals(version, envoy.version());
                int port = envoy.port("gateway");
                assertEquals(200, Answers.ask(port, "gpt-4o", ALICE).status());
                String line = envoy.accessLog(1).get(0);
                assertTrue(line.contains("\"total\":16,"), line);
                String key = "llm_user_alice_model_gpt-4o_limit_tokens-per-hour";
                Await.until("16 tokens are charged", () -> service.counter(key) == 16);
                String large = Answers.chat("gpt-4o").replace("20", "200000");
                RealClient.Answer refused =
                        RealClient.post(port, "/v1/chat/completions", ALICE, large);
                assertEquals(429, refused.status(), refused::text);
                assertEquals(1, upstream.exchanges().size());
            }
        }
    }
}
