package io.tollgate.testkit.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.proto.ProtoWriter;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RateLimitModelTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_030L);
    private static final List<Descriptor.Entry> MODEL_M =
            List.of(new Descriptor.Entry("model", "m"));

    /** Bytes by hand: domain "llm", one descriptor (model=m, addend 0). */
    @Test
    void answersTheGoldenLookByteForByte() {
        RateLimitModel service =
                RateLimitModel.of(Domain.of("llm", Rule.any("model", Limit.of(100, Unit.MINUTE))));
        byte[] request = HexFormat.of().parseHex("0a036c6c6d120e0a0a0a056d6f64656c12016d1a00");
        byte[] answer = service.shouldRateLimit(request, NOW);
        assertEquals("0801120e080112040864100218642202081e", HexFormat.of().formatHex(answer));
        assertEquals(0, service.counter("llm", MODEL_M, Unit.MINUTE, NOW));
    }

    @Test
    void noMatchIsOkWithoutACurrentLimit() {
        RateLimitModel service =
                RateLimitModel.of(Domain.of("llm", Rule.any("other", Limit.of(1, Unit.MINUTE))));
        assertEquals(
                "080112020801",
                HexFormat.of().formatHex(service.shouldRateLimit(call(modelM(0, false)), NOW)));
        assertTrue(service.counters().isEmpty());
    }

    @ParameterizedTest(name = "limit {0}, charge {1}: remaining {2}, over {3}")
    @CsvSource({"100, 40, 60, false", "100, 100, 0, false", "100, 101, 0, true", "0, 1, 0, true"})
    void overIsCounterAboveLimitAndTheChargeStays(
            long limit, long charge, long remaining, boolean over) {
        RateLimitModel service =
                RateLimitModel.of(
                        Domain.of("llm", Rule.any("model", Limit.of(limit, Unit.MINUTE))));
        Answer answer = Answer.read(service.shouldRateLimit(call(modelM(charge, false)), NOW));
        assertEquals(over, answer.over());
        assertEquals(remaining, answer.remaining());
        assertEquals(30, answer.reset());
        assertEquals(charge, service.counter("llm", MODEL_M, Unit.MINUTE, NOW));
    }

    @Test
    void aLookAtLimitZeroPasses() {
        RateLimitModel service = RateLimitModel.of(Domain.of("llm"));
        assertFalse(
                Answer.read(service.shouldRateLimit(call(override(modelM(0, false), 0, 2)), NOW))
                        .over());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void overrideNeedsOnlyTheDomain(int unit) {
        RateLimitModel service = RateLimitModel.of(Domain.of("llm"));
        Answer answer =
                Answer.read(
                        service.shouldRateLimit(call(override(modelM(6, false), 5, unit)), NOW));
        assertTrue(answer.over());
        assertEquals(unit, answer.unit());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void anUnknownUnitKillsTheServiceUntilItIsRestarted(int unit) {
        RateLimitModel service = RateLimitModel.of(Domain.of("llm"));
        byte[] deadly = call(override(modelM(1, false), 5, unit));
        assertTrue(
                assertThrows(RateLimitFailure.class, () -> service.shouldRateLimit(deadly, NOW))
                        .crashed());
        byte[] look = call(modelM(0, false));
        assertEquals(
                14,
                assertThrows(RateLimitFailure.class, () -> service.shouldRateLimit(look, NOW))
                        .grpcStatus());
        service.restart();
        assertFalse(Answer.read(service.shouldRateLimit(look, NOW)).over());
    }

    @Test
    void windowsTurnAtMultiplesOfTheirLength() {
        RateLimitModel service =
                RateLimitModel.of(Domain.of("llm", Rule.any("model", Limit.of(10, Unit.MINUTE))));
        service.shouldRateLimit(call(modelM(10, false)), NOW);
        assertEquals(
                10,
                Answer.read(service.shouldRateLimit(call(modelM(0, false)), NOW.plusSeconds(30)))
                        .remaining());
        assertEquals(
                0,
                Answer.read(service.shouldRateLimit(call(modelM(0, false)), NOW.plusSeconds(29)))
                        .remaining());
    }

    @ParameterizedTest(name = "request level {0}: charged {1}")
    @CsvSource({"0, 1", "1, 1", "7, 7"})
    void requestLevelAddendZeroMeansOne(long addend, long charged) {
        RateLimitModel service =
                RateLimitModel.of(Domain.of("llm", Rule.any("model", Limit.of(10, Unit.MINUTE))));
        byte[] request =
                new ProtoWriter().text(1, "llm").message(2, entry()).number(3, addend).toBytes();
        service.shouldRateLimit(request, NOW);
        assertEquals(charged, service.counter("llm", MODEL_M, Unit.MINUTE, NOW));
    }

    @Test
    void twoDescriptorsWithTheSameEntriesShareOneCounterAndBothAdd() {
        RateLimitModel service =
                RateLimitModel.of(Domain.of("llm", Rule.any("model", Limit.of(200, Unit.MINUTE))));
        byte[] twice =
                new ProtoWriter()
                        .text(1, "llm")
                        .message(2, modelM(60, false))
                        .message(2, modelM(60, false))
                        .toBytes();
        assertEquals(80, Answer.read(service.shouldRateLimit(twice, NOW)).remaining());
    }

    @Test
    void refundsAreAChargeUnlessTheServiceKnowsThem() {
        Domain domain = Domain.of("llm", Rule.any("model", Limit.of(100, Unit.MINUTE)));
        RateLimitModel old = RateLimitModel.of(domain);
        RateLimitModel knowing = RateLimitModel.withRefunds(domain);
        for (RateLimitModel service : List.of(old, knowing)) {
            service.shouldRateLimit(call(modelM(10, false)), NOW);
            service.shouldRateLimit(call(modelM(15, true)), NOW);
        }
        assertEquals(25, old.counter("llm", MODEL_M, Unit.MINUTE, NOW));
        assertEquals(0, knowing.counter("llm", MODEL_M, Unit.MINUTE, NOW));
    }

    @ParameterizedTest(name = "{0}={1}: limit {2}")
    @CsvSource({"model, gpt-4o, 1", "model, gpt-4o-mini, 2", "model, claude, 3", "user, x, 0"})
    void exactValueWinsThenPrefixThenAny(String key, String value, long limit) {
        RateLimitModel service =
                RateLimitModel.of(
                        Domain.of(
                                "llm",
                                Rule.any("model", Limit.of(3, Unit.DAY)),
                                Rule.of("model", "gpt*", Limit.of(2, Unit.DAY)),
                                Rule.of("model", "gpt-4o", Limit.of(1, Unit.DAY))));
        ProtoWriter descriptor =
                new ProtoWriter().message(1, new ProtoWriter().text(1, key).text(2, value));
        assertEquals(limit, Answer.read(service.shouldRateLimit(call(descriptor), NOW)).limit());
    }

    @Test
    void onlyANodeAtTheDepthOfTheLastEntryCounts() {
        Rule rule =
                Rule.any(
                        "consumer",
                        Limit.of(5, Unit.DAY),
                        Rule.any("model", Limit.of(7, Unit.DAY)));
        RateLimitModel service = RateLimitModel.of(Domain.of("llm", rule));
        ProtoWriter both =
                new ProtoWriter()
                        .message(1, new ProtoWriter().text(1, "consumer").text(2, "a"))
                        .message(1, new ProtoWriter().text(1, "model").text(2, "m"));
        assertEquals(7, Answer.read(service.shouldRateLimit(call(both), NOW)).limit());
        both.message(1, new ProtoWriter().text(1, "more").text(2, "x"));
        assertEquals(0, Answer.read(service.shouldRateLimit(call(both), NOW)).limit());
    }

    @Test
    void shadowIsNeverOver() {
        RateLimitModel service =
                RateLimitModel.of(
                        Domain.of("llm", Rule.any("model", Limit.of(1, Unit.DAY)).shadowed()));
        Answer answer = Answer.read(service.shouldRateLimit(call(modelM(5, false)), NOW));
        assertFalse(answer.over());
        assertEquals(0, answer.remaining());
    }

    @Test
    void anAddendOutOfTheSignedRangeIsAnErrorAndAHugeOnePoisonsTheKey() {
        RateLimitModel service =
                RateLimitModel.of(Domain.of("llm", Rule.any("model", Limit.of(1, Unit.DAY))));
        service.shouldRateLimit(call(modelM(Long.MAX_VALUE, false)), NOW);
        byte[] one = call(modelM(1, false));
        assertFalse(
                assertThrows(RateLimitFailure.class, () -> service.shouldRateLimit(one, NOW))
                        .crashed());
    }

    @Test
    void emptyDomainAndEmptyDescriptorListAreErrors() {
        RateLimitModel service = RateLimitModel.of();
        byte[] noDomain = new ProtoWriter().message(2, modelM(1, false)).toBytes();
        byte[] noDescriptors = new ProtoWriter().text(1, "llm").toBytes();
        for (byte[] bad : List.of(noDomain, noDescriptors)) {
            assertEquals(
                    2,
                    assertThrows(RateLimitFailure.class, () -> service.shouldRateLimit(bad, NOW))
                            .grpcStatus());
        }
    }

    private static ProtoWriter entry() {
        return new ProtoWriter().message(1, new ProtoWriter().text(1, "model").text(2, "m"));
    }

    private static ProtoWriter modelM(long addend, boolean negative) {
        return entry().message(3, new ProtoWriter().number(1, addend)).bool(4, negative);
    }

    private static ProtoWriter override(ProtoWriter descriptor, long amount, int unit) {
        return descriptor.message(2, new ProtoWriter().number(1, amount).number(2, unit));
    }

    private static byte[] call(ProtoWriter descriptor) {
        return new ProtoWriter().text(1, "llm").message(2, descriptor).toBytes();
    }
}
