package io.tollgate.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1000000000",
        "0.1, 100000000",
        "1.25, 1250000000",
        "0.000000001, 1",
        "0.0000000001, -1",
        "0.1000000000, 100000000",
        "1e-3, 1000000",
        "1.5E+2, 150000000000",
        "1e400, -1",
        "0e400, 0",
        "9000000000, 9000000000000000000",
        "9000000001, -1",
        "99999999999999999999, -1",
        "-1, -1",
    })
    void decimalsAreExact(String text, long billionths) {
        assertEquals(billionths, Decimals.parse(text).orElse(-1));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 100000000, 300000000, 1",
        "10, 100000000, 1000000000, 1",
        "11, 100000000, 1100000000, 2",
        "9223372036854775807, 1, 1000000000000000000, 1000000000",
        "9223372036854775807, 9223372036854775807, 1000000000000000000, 1000000000",
        "-5, 1000000000, 0, 0",
    })
    void productsRoundUpAndNeverOverflow(long count, long weight, long product, long units) {
        assertEquals(product, Decimals.times(count, weight));
        assertEquals(units, Decimals.ceil(product));
    }
}
