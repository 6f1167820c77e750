package io.tollgate.core.config;

import java.util.OptionalLong;

/**
 * Decimal numbers as a count of billionths: sums are exact, and there is no rounding that a reader
 * of a bill could find.
 */
public final class Decimals {
    /** The number one. */
    public static final long ONE = 1_000_000_000L;

    private static final int PLACES = 9;
    private static final long MAX = 9_000_000_000L * ONE;
    private static final long MAX_PRODUCT = 1_000_000_000L * ONE;

    private Decimals() {}

    /**
     * Reads JSON's notation; nothing for a negative number, one above nine billion, or one with
     * more than nine decimals that count.
     */
    public static OptionalLong parse(String text) {
        int exponentAt = exponentIndex(text);
        int end = exponentAt < 0 ? text.length() : exponentAt;
        int dot = text.indexOf('.');
        int whole = dot < 0 || dot > end ? end : dot;
        long value = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (i != whole && (c < '0' || c > '9' || value > Long.MAX_VALUE / 10 - 1)) {
                return OptionalLong.empty();
            }
            value = i == whole ? value : value * 10 + (c - '0');
        }
        int places = Math.max(0, end - whole - 1);
        int exponent = exponentAt < 0 ? 0 : smallInt(text, exponentAt + 1);
        return end == 0 ? OptionalLong.empty() : scale(value, PLACES - places + exponent);
    }

    /**
     * {@code count} times {@code weight}, in billionths; stops at the largest addend instead of
     * overflowing.
     */
    public static long times(long count, long weight) {
        if (count <= 0 || weight <= 0) {
            return 0;
        }
        return count > MAX_PRODUCT / weight ? MAX_PRODUCT : count * weight;
    }

    /** Whole units, rounded up. */
    public static long ceil(long billionths) {
        return billionths / ONE + (billionths % ONE == 0 ? 0 : 1);
    }

    private static OptionalLong scale(long value, int power) {
        long scaled = value;
        for (int i = power; i < 0 && scaled != 0; i++) {
            if (scaled % 10 != 0) {
                return OptionalLong.empty();
            }
            scaled /= 10;
        }
        for (int i = 0; i < power && scaled != 0; i++) {
            if (scaled > MAX / 10) {
                return OptionalLong.empty();
            }
            scaled *= 10;
        }
        return scaled > MAX ? OptionalLong.empty() : OptionalLong.of(scaled);
    }

    private static int exponentIndex(String text) {
        int at = text.indexOf('e');
        return at >= 0 ? at : text.indexOf('E');
    }

    private static int smallInt(String text, int from) {
        boolean minus = text.startsWith("-", from);
        int value = 0;
        for (int i = minus || text.startsWith("+", from) ? from + 1 : from;
                i < text.length();
                i++) {
            value = Math.min(value * 10 + (text.charAt(i) - '0'), 1000);
        }
        return minus ? -value : value;
    }
}
