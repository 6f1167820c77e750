package io.tollgate.core.config;

import java.util.OptionalLong;

/** Points in time as RFC 3339 writes them, without a calendar library. */
public final class Moments {
    private static final int[] DAYS_BEFORE = {
        0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
    };

    private Moments() {}

    /**
     * Seconds since the epoch. A date alone is its first second in UTC; a fraction of a second is
     * dropped.
     */
    public static OptionalLong parse(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        if (year < 1970 || month < 1 || month > 12 || !at(text, 4, '-') || !at(text, 7, '-')) {
            return OptionalLong.empty();
        }
        if (day < 1
                || day
                        > DAYS_BEFORE[month]
                                - DAYS_BEFORE[month - 1]
                                + (month == 2 && leap(year) ? 1 : 0)) {
            return OptionalLong.empty();
        }
        long midnight = days(year, month, day) * 86_400;
        if (text.length() == 10) {
            return OptionalLong.of(midnight);
        }
        return time(text, midnight);
    }

    /** UTC with whole seconds: 2026-12-31T23:59:59Z. */
    public static String format(long epochSeconds) {
        long days = Math.floorDiv(epochSeconds, 86_400L);
        long second = epochSeconds - days * 86_400;
        int year = (int) (1970 + days / 366);
        while (days(year + 1, 1, 1) <= days) {
            year++;
        }
        int month = 12;
        while (days(year, month, 1) > days) {
            month--;
        }
        StringBuilder out = new StringBuilder(20);
        pad(out, year, 4).append('-');
        pad(out, month, 2).append('-');
        pad(out, days - days(year, month, 1) + 1, 2).append('T');
        pad(out, second / 3600, 2).append(':');
        pad(out, second / 60 % 60, 2).append(':');
        return pad(out, second % 60, 2).append('Z').toString();
    }

    private static OptionalLong time(String text, long midnight) {
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        boolean date = at(text, 10, 'T') || at(text, 10, 't') || at(text, 10, ' ');
        boolean inRange = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0;
        if (!date || !at(text, 13, ':') || !at(text, 16, ':') || !inRange || second > 60) {
            return OptionalLong.empty();
        }
        int zone = 19;
        if (at(text, 19, '.')) {
            zone++;
            while (number(text, zone, 1) >= 0) {
                zone++;
            }
        }
        return zone(text, zone, midnight + hour * 3600L + minute * 60L + second);
    }

    private static OptionalLong zone(String text, int from, long local) {
        if (text.length() == from + 1 && (at(text, from, 'Z') || at(text, from, 'z'))) {
            return OptionalLong.of(local);
        }
        int hour = number(text, from + 1, 2);
        int minute = number(text, from + 4, 2);
        boolean plus = at(text, from, '+');
        if ((!plus && !at(text, from, '-'))
                || !at(text, from + 3, ':')
                || text.length() != from + 6) {
            return OptionalLong.empty();
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return OptionalLong.empty();
        }
        long offset = hour * 3600L + minute * 60L;
        return OptionalLong.of(plus ? local - offset : local + offset);
    }

    private static long days(int year, int month, int day) {
        long before = year - 1L;
        long leaps = before / 4 - before / 100 + before / 400 - 477;
        return (year - 1970L) * 365
                + leaps
                + DAYS_BEFORE[month - 1]
                + (month > 2 && leap(year) ? 1 : 0)
                + day
                - 1;
    }

    private static boolean leap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static boolean at(String text, int index, char c) {
        return index < text.length() && text.charAt(index) == c;
    }

    private static int number(String text, int from, int length) {
        if (from + length > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static StringBuilder pad(StringBuilder out, long value, int width) {
        String digits = Long.toString(value);
        for (int i = digits.length(); i < width; i++) {
            out.append('0');
        }
        return out.append(digits);
    }
}
