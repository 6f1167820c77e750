package io.tollgate.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    @Test
    void agreesWithTheCalendar() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            long seconds = random.nextLong(253_402_300_799L);
            String text = Instant.ofEpochSecond(seconds).toString();
            assertEquals(seconds, Moments.parse(text).orElse(-1), text);
            assertEquals(text, Moments.format(seconds));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T10:25:00+02:00",
                "2026-01-01T00:30:00-11:30",
                "2024-02-29T23:59:59.123456Z"
            })
    void zonesAndFractionsAreRead(String text) {
        assertEquals(OffsetDateTime.parse(text).toEpochSecond(), Moments.parse(text).orElse(-1));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02",
        "2026-13-01",
        "2026-02-30",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:00",
        "tomorrow",
        "''"
    })
    void onlyWholeTimesAreTaken(String text) {
        long expected =
                text.equals("2026-01-02")
                        ? Instant.parse("2026-01-02T00:00:00Z").getEpochSecond()
                        : -1;
        assertEquals(expected, Moments.parse(text).orElse(-1));
    }
}
