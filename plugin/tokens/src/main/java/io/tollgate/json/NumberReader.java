package io.tollgate.json;

import io.tollgate.bytes.ByteWindow;

/**
 * One JSON number, byte by byte, of any length: a mantissa of what fits and powers of ten for the
 * rest.
 */
final class NumberReader {
    private static final int START = 0;
    private static final int MINUS = 1;
    private static final int ZERO = 2;
    private static final int WHOLE = 3;
    private static final int DOT = 4;
    private static final int FRACTION = 5;
    private static final int EXP = 6;
    private static final int EXP_SIGN = 7;
    private static final int EXP_DIGITS = 8;

    private static final long ROOM = (Long.MAX_VALUE - 9) / 10;
    private static final int ENOUGH = 100_000;

    private int part;
    private boolean negative;
    private boolean negativeExponent;
    private long mantissa;
    private int scale;
    private int exponent;

    void reset() {
        part = START;
        negative = false;
        negativeExponent = false;
        mantissa = 0;
        scale = 0;
        exponent = 0;
    }

    /** Reads up to the first byte with which the number can't go on; that byte's index. */
    int read(ByteWindow window, int from, int to) {
        int i = from;
        while (i < to && accept(window.at(i))) {
            i++;
        }
        return i;
    }

    private boolean accept(byte b) {
        if (b >= '0' && b <= '9') {
            return digit(b - '0');
        }
        return switch (b) {
            case '-' -> minus();
            case '+' -> move(part == EXP, EXP_SIGN);
            case '.' -> move(part == ZERO || part == WHOLE, DOT);
            case 'e', 'E' -> move(complete() && part != EXP_DIGITS, EXP);
            default -> false;
        };
    }

    /** Whether the number may end here. */
    boolean complete() {
        return part == ZERO || part == WHOLE || part == FRACTION || part == EXP_DIGITS;
    }

    /** The number without its fraction, cut to the range of long. */
    long value() {
        long powers = (long) scale + (negativeExponent ? -exponent : exponent);
        long magnitude = mantissa;
        while (powers > 0 && magnitude != 0 && magnitude != Long.MAX_VALUE) {
            magnitude = magnitude > Long.MAX_VALUE / 10 ? Long.MAX_VALUE : magnitude * 10;
            powers--;
        }
        while (powers < 0 && magnitude != 0) {
            magnitude /= 10;
            powers++;
        }
        return negative ? -magnitude : magnitude;
    }

    private boolean move(boolean allowed, int to) {
        if (allowed) {
            part = to;
        }
        return allowed;
    }

    private boolean minus() {
        negative |= part == START;
        negativeExponent |= part == EXP;
        return move(part == START || part == EXP, part == START ? MINUS : EXP_SIGN);
    }

    private boolean digit(int d) {
        if (part <= WHOLE) {
            return wholeDigit(d);
        }
        if (part <= FRACTION) {
            part = FRACTION;
            if (mantissa <= ROOM && scale > -ENOUGH) {
                mantissa = mantissa * 10 + d;
                scale--;
            }
            return true;
        }
        part = EXP_DIGITS;
        exponent = Math.min(exponent * 10 + d, ENOUGH * 10);
        return true;
    }

    private boolean wholeDigit(int d) {
        if (part == ZERO) {
            return false;
        }
        part = part != WHOLE && d == 0 ? ZERO : WHOLE;
        if (scale == 0 && (mantissa < ROOM || mantissa <= (Long.MAX_VALUE - d) / 10)) {
            mantissa = mantissa * 10 + d;
        } else {
            scale++;
        }
        return true;
    }
}
