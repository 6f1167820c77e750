package io.tollgate.core.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.core.endpoint.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Streams broken at random: no exception, and the same result however they are cut. */
class StreamFuzzTest {
    private static final int COUNT = Integer.getInteger("fuzz.count", 50_000) / 10;

    private static List<Recording> briefStreams() {
        List<Recording> seeds = new ArrayList<>();
        for (Recording recording : Recording.load()) {
            if (recording.streamed()
                    && recording.endpoint().isPresent()
                    && recording.answer().length < 6_000) {
                seeds.add(recording);
            }
        }
        return seeds;
    }

    @Test
    void saysTheSameHoweverABrokenStreamIsCut() {
        Random random = new Random(11);
        List<Recording> seeds = briefStreams();
        assertTrue(seeds.size() > 10);
        for (int i = 0; i < COUNT; i++) {
            Recording seed = seeds.get(random.nextInt(seeds.size()));
            byte[] answer = damage(seed.answer(), random);
            Dialect dialect = seed.endpoint().get().dialect();
            boolean hide = random.nextBoolean();
            Reading whole = Reading.of(dialect, seed.headers(), answer, hide);
            int[] cuts = Reading.cuts(answer.length, random.nextInt(40), random);
            assertEquals(whole, Reading.of(dialect, seed.headers(), answer, hide, cuts), seed.id());
            if (!hide) {
                assertEquals(new String(answer, StandardCharsets.ISO_8859_1), whole.passed());
            }
        }
    }

    private static byte[] damage(byte[] answer, Random random) {
        byte[] damaged = answer.clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(damaged.length);
            byte[] bytes = "\n\r:{}[]\"\\,d".getBytes(StandardCharsets.US_ASCII);
            damaged[at] =
                    random.nextBoolean()
                            ? bytes[random.nextInt(bytes.length)]
                            : (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0
                ? Arrays.copyOf(damaged, random.nextInt(damaged.length) + 1)
                : damaged;
    }
}
