package io.tollgate.testkit.ratelimit;

import java.time.Instant;
import java.util.Optional;

/**
 * Window sizes of the rate limit service with their wire numbers. A month has 30 days and a year
 * 365.
 */
public enum Unit {
    SECOND(1, 1),
    MINUTE(2, 60),
    HOUR(3, 3600),
    DAY(4, 86_400),
    MONTH(5, 30 * 86_400),
    YEAR(6, 365 * 86_400),
    /** Only the response enum names it; the service takes it in a request all the same. */
    WEEK(7, 7 * 86_400);

    private final int number;
    private final long seconds;

    Unit(int number, long seconds) {
        this.number = number;
        this.seconds = seconds;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }

    /** Length of the window. */
    public long seconds() {
        return seconds;
    }

    /** Start of the window that holds the given time; windows are aligned to the epoch. */
    public long windowStart(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), seconds) * seconds;
    }

    /** Whole seconds until the window ends: 1 to {@link #seconds()}. */
    public long untilReset(Instant now) {
        return seconds - Math.floorMod(now.getEpochSecond(), seconds);
    }

    /** The unit of a wire number, if there is one. */
    public static Optional<Unit> of(long number) {
        for (Unit unit : values()) {
            if (unit.number == number) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }
}
