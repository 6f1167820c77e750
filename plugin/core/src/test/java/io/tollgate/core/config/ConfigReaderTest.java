package io.tollgate.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

    @ParameterizedTest
    @MethodSource
    void everyProblemIsListed(String line) {
        int cut = line.indexOf(" => ");
        List<String> said = new ArrayList<>();
        if (read(line.substring(0, cut)) instanceof ConfigResult.Refused refused) {
            for (Problem problem : refused.problems()) {
                said.add(problem.toString());
            }
        }
        assertEquals(line.substring(cut + 4), String.join("; ", said));
    }

    static List<String> everyProblemIsListed() throws IOException {
        return lines("bad.txt");
    }

    @ParameterizedTest
    @MethodSource
    void goodOnesAreAccepted(String line) {
        assertEquals(
                "",
                read(line) instanceof ConfigResult.Refused refused
                        ? refused.problems().toString()
                        : "");
    }

    static List<String> goodOnesAreAccepted() throws IOException {
        return lines("good.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", "{}"})
    void nothingMeansCountOnly(String text) {
        GatewayConfig config =
                assertInstanceOf(ConfigResult.Accepted.class, ConfigReader.read(bytes(text)))
                        .config();
        assertEquals(
                new RateLimitConfig(
                        "",
                        "llm",
                        200,
                        RateLimitConfig.Mode.RESERVE,
                        RateLimitConfig.Via.GRPC,
                        false,
                        false,
                        10_000,
                        false),
                config.rateLimit());
        assertEquals(List.of(GatewayConfig.HeaderFamily.OPENAI), config.headers());
        assertEquals(GatewayConfig.Hold.AUTO, config.hold());
        assertEquals(GatewayConfig.IncludeUsage.FORCE, config.includeUsage());
        assertEquals(GatewayConfig.ErrorStyle.DIALECT, config.errors());
        assertEquals("x-ai-eg-model", config.routing().modelHeader());
        assertEquals(512, config.estimate().undeclaredOutput());
        assertEquals(10_485_760, config.maxBodyBytes());
        assertEquals(1000, config.maxSeries());
        assertTrue(!config.denyOnPanic() && !config.denyUnmatched() && !config.auth().required());
    }

    @Test
    void valuesArriveWhereTheyBelong() throws IOException {
        LimitConfig limit = accepted(lines("good.txt").get(3)).limits().get(0);
        assertEquals(
                new EntryConfig("k", EntryConfig.Source.HEADER, "x-team", "none"),
                limit.descriptor().get(1));
        assertEquals(
                new CountConfig.Weights(
                        1_000_000_000L,
                        100_000_000L,
                        1_250_000_000L,
                        4_000_000_000L,
                        4_000_000_000L),
                limit.count().weights());
        assertEquals(300, limit.quota().orElseThrow().windowSeconds());
        assertEquals("HOUR", limit.quota().orElseThrow().unit().name());
        assertEquals("small", limit.onOverModel());
        assertEquals(Globs.of("1", "2"), limit.when().headers().get(1).values());
    }

    @Test
    void absentWeightsFollowTheirParent() {
        String count =
                "{'rateLimit': {'cluster': 'c'}, 'limits': [{'name': 'a', 'descriptor': [{'key': 'k', 'value': 'v'}], 'count': {'input': 2, 'output': 3}}]}";
        CountConfig.Weights weights = accepted(count).limits().get(0).count().weights();
        assertEquals(weights.input(), weights.cachedInput());
        assertEquals(weights.input(), weights.cacheWrite());
        assertEquals(weights.output(), weights.reasoning());
    }

    @ParameterizedTest
    @MethodSource
    void propertiesAreCutAtDots(String json, List<String> names) {
        assertEquals(
                names,
                accepted("{'auth': {'consumerFrom': {'property': " + json + "}}}")
                        .auth()
                        .consumerProperty());
    }

    static List<Arguments> propertiesAreCutAtDots() {
        return List.of(
                Arguments.of("'filter_state.user'", List.of("filter_state", "user")),
                Arguments.of("['a.b', 'c']", List.of("a.b", "c")),
                Arguments.of(
                        "\"metadata.filter_metadata['envoy.filters.http.jwt_authn'].payload.sub\""
                                .replace('\'', '`'),
                        List.of(
                                "metadata",
                                "filter_metadata",
                                "envoy.filters.http.jwt_authn",
                                "payload",
                                "sub")));
    }

    @Test
    void theMostParticularAliasWins() {
        RoutingConfig routing =
                accepted("{'routing': {'aliases': {'*': 'any', 'gpt-*': 'g-*', 'gpt-4o': 'four'}}}")
                        .routing();
        assertEquals("four", routing.alias("gpt-4o").orElseThrow());
        assertEquals("g-5", routing.alias("gpt-5").orElseThrow());
        assertEquals("any", routing.alias("claude").orElseThrow());
    }

    private static GatewayConfig accepted(String text) {
        return assertInstanceOf(ConfigResult.Accepted.class, read(text)).config();
    }

    private static ConfigResult read(String text) {
        return ConfigReader.read(bytes(text.replace('\'', '"').replace('`', '\'')));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream in = ConfigReaderTest.class.getResourceAsStream("/config/" + file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
