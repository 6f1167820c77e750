package io.tollgate.configs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Launch;
import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.RealEnvoy;
import io.tollgate.testkit.real.RealRateLimitService;
import io.tollgate.testkit.real.ScriptedUpstream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The variants that count and route: the figure is the metric, or the backend that was hit. */
class RoutingConfigsTest {

    private final Map<String, ScriptedUpstream> upstreams = new HashMap<>();
    private RealEnvoy envoy;

    private EnvoyConfig load(String file, Map<String, String> answers) {
        EnvoyConfig config = EnvoyConfig.load(file);
        answers.forEach(
                (cluster, answer) -> {
                    upstreams.put(cluster, ScriptedUpstream.json(answer));
                    config.cluster(cluster, upstreams.get(cluster).port());
                });
        return config;
    }

    @AfterEach
    void stop() {
        if (envoy != null) {
            envoy.close();
        }
        upstreams.values().forEach(ScriptedUpstream::close);
    }

    @Test
    void tokensStandInTheMetricsWithLabelsAndInTheAccessLog() {
        envoy =
                Launch.of(load("count-only.yaml", Map.of("provider", Answers.OPENAI)).text())
                        .start();
        assertEquals(200, Answers.ask(envoy.port("gateway"), "gpt-4o", Map.of()).status());
        String line = envoy.accessLog(1).get(0);
        assertTrue(line.contains("\"input\":11,") && line.contains("\"output\":5,"), line);
        List<String> series =
                Await.value(
                        "the series",
                        () ->
                                Optional.of(
                                                envoy.prometheus()
                                                        .lines()
                                                        .filter(
                                                                l ->
                                                                        l.startsWith(
                                                                                "tollgate_tokens{"))
                                                        .sorted()
                                                        .toList())
                                        .filter(list -> !list.isEmpty()));
        assertTrue(series.stream().anyMatch(RoutingConfigsTest::isInput), series::toString);
    }

    /** Labels in any order. */
    private static boolean isInput(String series) {
        return series.contains("provider=\"openai\"")
                && series.contains("model=\"gpt-4o\"")
                && series.contains("type=\"input\"")
                && series.endsWith("} 11");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, openai, gpt-4o",
        "claude-sonnet-4-5, anthropic, claude-sonnet-4-5",
        "llama-3, own, llama-3",
        "fast, openai, gpt-4o-mini",
    })
    void theModelInTheBodyChoosesTheBackend(String model, String backend, String modelThere) {
        Map<String, String> answers =
                Map.of(
                        "openai",
                        Answers.OPENAI,
                        "anthropic",
                        Answers.OPENAI,
                        "own",
                        Answers.OPENAI);
        envoy = Launch.of(load("route-by-model.yaml", answers).text()).start();
        Map<String, String> forged = Map.of("x-ai-eg-model", "claude-forged");
        assertEquals(200, Answers.ask(envoy.port("gateway"), model, forged).status());
        upstreams.forEach(
                (name, up) ->
                        assertEquals(name.equals(backend) ? 1 : 0, up.exchanges().size(), name));
        ScriptedUpstream.Exchange seen = upstreams.get(backend).exchange(0);
        assertEquals(Optional.of(model), seen.header("x-ai-eg-model"));
        assertEquals(Answers.chat(modelThere), seen.text());
    }

    @Test
    void fourProvidersAreChargedToOneBudgetAndEachGetsItsOwnCredential() {
        Map<String, String> answers =
                Map.of(
                        "openai", Answers.OPENAI,
                        "anthropic", Answers.ANTHROPIC,
                        "gemini", Answers.GEMINI,
                        "bedrock", Answers.BEDROCK);
        try (RealRateLimitService service = RealRateLimitService.start("domain: llm\n")) {
            EnvoyConfig config =
                    load("providers.yaml", answers).cluster("ratelimit", service.grpcPort());
            envoy = Launch.of(config.text()).environment(credentials()).start();
            String gemini = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hello\"}]}]}";
            String converse =
                    "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]}";
            post("/v1/chat/completions", "authorization", Answers.chat("gpt-4o"));
            post("/v1/messages", "x-api-key", Answers.chat("claude-sonnet-4-5"));
            post("/v1beta/models/gemini-2.5-flash:generateContent", "x-goog-api-key", gemini);
            post("/model/amazon.nova-lite-v1:0/converse", "authorization", converse);
            assertCredential("openai", "authorization", "Bearer openai-credential");
            assertCredential("anthropic", "x-api-key", "anthropic-credential");
            assertCredential("gemini", "x-goog-api-key", "gemini-credential");
            assertCredential(
                    "bedrock", "authorization", "AWS4-HMAC-SHA256 Credential=aws-credential/");
            String key = "llm_consumer_alice_limit_all-providers";
            List<String> log = envoy.accessLog(4);
            Await.until("4 * 16 tokens: " + log, () -> service.counter(key) == 64);
        }
    }

    private void post(String path, String carrier, String body) {
        String key = carrier.equals("authorization") ? "Bearer sk-alice" : "sk-alice";
        RealClient.Answer answer =
                RealClient.post(envoy.port("gateway"), path, Map.of(carrier, key), body);
        assertEquals(200, answer.status(), answer::text);
    }

    private void assertCredential(String cluster, String header, String expected) {
        String value = upstreams.get(cluster).exchange(0).header(header).orElse("(none)");
        assertTrue(value.startsWith(expected), cluster + " got " + value);
    }

    private static Map<String, String> credentials() {
        return Map.of(
                "OPENAI_API_KEY", "openai-credential",
                "ANTHROPIC_API_KEY", "anthropic-credential",
                "GEMINI_API_KEY", "gemini-credential",
                "AWS_ACCESS_KEY_ID", "aws-credential",
                "AWS_SECRET_ACCESS_KEY", "aws-secret");
    }
}
