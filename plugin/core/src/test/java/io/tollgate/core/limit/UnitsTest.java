package io.tollgate.core.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.core.config.CountConfig.Weights;
import io.tollgate.core.usage.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'total', 150",
                "'input', 100",
                "'output', 50",
                "'requests', 0",
                "{'input': 1; 'output': 4}, 300",
                "{'input': 1; 'cachedInput': 0.1; 'output': 4}, 264",
                "{'input': 1; 'cachedInput': 0.1; 'cacheWrite': 1.25; 'output': 4}, 267",
                "{'reasoning': 1}, 20",
                "{'output': 1; 'reasoning': 0}, 30",
                "{'input': 0.001}, 1",
                "{'input': 0.010000001}, 2",
                "{'input': 0.01}, 1",
                "{'input': 1000000; 'output': 1000000}, 150000000",
            })
    void kindsAreDisjointAndTheSumRoundsUpOnce(String count, long units) {
        Usage usage = new Usage(100, 40, 10, 50, 20, 0);
        assertEquals(units, limit(count.replace(';', ',')).units(usage));
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 0, 1000000000",
        "9223372036854775807, 9223372036854775807, 1000000000",
        "1000000001, 5, 1000000000",
        "-1, -1, 0",
        "0, 0, 0",
    })
    void absurdFiguresPoisonNoCounter(long input, long output, long units) {
        assertEquals(units, limit("'total'").units(new Usage(input, 0, 0, output, 0, 0)));
    }

    @Test
    void partsAreNeverMoreThanTheWhole() {
        assertEquals(10, limit("'total'").units(new Usage(5, 100, 100, 5, 100, 0)));
    }

    @Test
    void agreesWithExactArithmetic() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            long input = random.nextInt(200_000);
            long output = random.nextInt(100_000);
            Weights weights = new Weights(random.nextInt(), 0, 0, random.nextInt(), 0);
            long in = Math.abs(weights.input() % 5_000_000_000L);
            long out = Math.abs(weights.output() % 5_000_000_000L);
            BigDecimal sum =
                    BigDecimal.valueOf(in, 9)
                            .multiply(BigDecimal.valueOf(input))
                            .add(BigDecimal.valueOf(out, 9).multiply(BigDecimal.valueOf(output)));
            long expected =
                    Math.min(
                            1_000_000_000L, sum.setScale(0, RoundingMode.CEILING).longValueExact());
            assertEquals(
                    expected,
                    Units.of(new Usage(input, 0, 0, output, 0, 0), new Weights(in, 0, 0, out, 0)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'total', 300, 100, 400, 400",
                "'total', 300, -1, 300, 812",
                "'total', 300, 0, 300, 300",
                "'input', 300, 100, 300, 300",
                "'output', 300, -1, 0, 512",
                "{'input': 1; 'cacheWrite': 1.25; 'output': 2; 'reasoning': 3}, 100, 100, 425, 425",
                "'requests', 300, 100, 1, 0",
            })
    void undeclaredOutputIsHeldButNotNeeded(
            String count, long input, long declared, long need, long hold) {
        Estimate estimate = new Estimate(input, declared, 512);
        assertEquals(need, limit(count.replace(';', ',')).need(estimate));
        assertEquals(hold, limit(count.replace(';', ',')).hold(estimate));
    }

    private static ActiveLimit limit(String count) {
        String limit =
                "{'name': 'a', 'descriptor': [{'key': 'k', 'value': 'v'}], 'count': " + count + "}";
        return new LimitBook(Configs.limits(limit)).atHeaders(Subjects.ANN).active().get(0);
    }
}
