package io.tollgate.testkit;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Cuts the body of a request or an answer in other places. */
public final class Splits {
    private Splits() {}

    /**
     * A seed for random places, printed so that a failure can be had again: the system property
     * {@code testkit.seed} if it is set, else a new one.
     */
    public static long seed() {
        long seed = Long.getLong("testkit.seed", new Random().nextLong());
        System.out.println("random places: -Dtestkit.seed=" + seed);
        return seed;
    }

    static List<List<Step>> everywhere(List<Step> steps) {
        byte[] all = body(steps);
        List<List<Step>> result = new ArrayList<>();
        for (int at = 1; at < all.length; at++) {
            byte[] front = Arrays.copyOf(all, at);
            result.add(with(steps, List.of(front, Arrays.copyOfRange(all, at, all.length))));
        }
        return result.isEmpty() ? List.of(steps) : result;
    }

    static List<Step> random(List<Step> steps, long seed, int most) {
        byte[] all = body(steps);
        Random random = new Random(seed);
        List<byte[]> parts = new ArrayList<>();
        for (int at = 0; at < all.length; ) {
            int n = Math.min(all.length - at, 1 + random.nextInt(most));
            parts.add(Arrays.copyOfRange(all, at, at + n));
            at += n;
        }
        return with(steps, parts);
    }

    private static byte[] body(List<Step> steps) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Step step : steps) {
            if (step instanceof Step.Chunk chunk) {
                all.writeBytes(chunk.bytes());
            }
        }
        return all.toByteArray();
    }

    /** What is no chunk stays behind the bytes that it was behind, at the next cut. */
    private static List<Step> with(List<Step> steps, List<byte[]> parts) {
        List<Step> result = new ArrayList<>();
        Deque<byte[]> left = new ArrayDeque<>(parts);
        int passed = 0;
        int sent = 0;
        for (Step step : steps) {
            if (step instanceof Step.Chunk chunk) {
                passed += chunk.bytes().length;
                continue;
            }
            while (sent < passed) {
                sent += left.element().length;
                result.add(Step.chunk(left.remove()));
            }
            result.add(step);
        }
        left.forEach(part -> result.add(Step.chunk(part)));
        return result;
    }
}
