package io.tollgate.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestHeadersTest {
    @ParameterizedTest
    @CsvSource({
        "'gzip', true",
        "'br, GZIP;q=0.5, *;q=0', true",
        "'gzip;q=1', true",
        "'deflate;q=0, gzip', true",
        "'gzip;q=0', false",
        "'gzip;q=0.000, identity', false",
        "'identity, gzip; q=0', false",
        "'br', false",
        "'', false"
    })
    void aClientTakesGzipUnlessItGivesItNoWeight(String accepts, boolean takes) {
        assertEquals(takes, RequestHeaders.takesGzip(accepts));
    }
}
