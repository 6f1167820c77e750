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
    private static final int COUNT = Integer.getInteger("fuzz.count", 50_000);
    private static final long SEED = Long.getLong("fuzz.seed", 11);

    /** Most are brief, so that many can be tried; one in so many is of any length. */
    private static final int BRIEF = 1_500;

    private static final int SOME = 6_000;
    private static final int LONG_ONES = 100;
    private static final byte[] STRUCTURE = "\n\r:{}[]\"\\,d".getBytes(StandardCharsets.US_ASCII);

    private static List<Recording> streams(int most) {
        List<Recording> seeds = new ArrayList<>();
        for (Recording recording : Recording.load()) {
            if (recording.streamed()
                    && recording.endpoint().isPresent()
                    && recording.answer().length < most) {
                seeds.add(recording);
            }
        }
        return seeds;
    }

    @Test
    void saysTheSameHoweverABrokenStreamIsCut() {
        Random random = new Random(SEED);
        List<Recording> brief = streams(BRIEF);
        List<Recording> some = streams(SOME);
        List<Recording> all = streams(Integer.MAX_VALUE);
        assertTrue(brief.size() > 5 && some.size() > 10 && all.size() > some.size());
        for (int i = 0; i < COUNT; i++) {
            List<Recording> of =
                    random.nextInt(LONG_ONES) == 0 ? all : random.nextInt(10) == 0 ? some : brief;
            Recording seed = of.get(random.nextInt(of.size()));
            Recording other = of.get(random.nextInt(of.size()));
            agrees(seed, damage(seed.answer(), other.answer(), random), random);
        }
    }

    private static void agrees(Recording seed, byte[] answer, Random random) {
        Dialect dialect = seed.endpoint().get().dialect();
        boolean hide = random.nextBoolean();
        Reading whole = Reading.of(dialect, seed.headers(), answer, hide);
        int[] cuts = Reading.cuts(answer.length, random.nextInt(40), random);
        assertEquals(whole, Reading.of(dialect, seed.headers(), answer, hide, cuts), seed.id());
        if (!hide) {
            assertEquals(new String(answer, StandardCharsets.ISO_8859_1), whole.passed());
        }
    }

    private static byte[] damage(byte[] answer, byte[] other, Random random) {
        byte[] damaged = random.nextInt(5) == 0 ? spliced(answer, other, random) : answer.clone();
        int edits = random.nextInt(random.nextInt(8) == 0 ? 60 : 4);
        for (int i = 0; i < edits; i++) {
            damaged[random.nextInt(damaged.length)] =
                    random.nextBoolean()
                            ? STRUCTURE[random.nextInt(STRUCTURE.length)]
                            : (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0
                ? Arrays.copyOf(damaged, random.nextInt(damaged.length) + 1)
                : damaged;
    }

    /** One answer up to some point, and another from some point on. */
    private static byte[] spliced(byte[] answer, byte[] other, Random random) {
        int head = 1 + random.nextInt(answer.length);
        int tail = random.nextInt(other.length);
        byte[] both = Arrays.copyOf(answer, head + tail);
        System.arraycopy(other, other.length - tail, both, head, tail);
        return both;
    }
}
