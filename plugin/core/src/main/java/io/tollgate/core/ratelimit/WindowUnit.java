package io.tollgate.core.ratelimit;

/**
 * Length of a counting window, with its number on the wire. Only these numbers may ever be sent: an
 * override with another one ends the service's process.
 */
public enum WindowUnit {
    SECOND(1, 1),
    MINUTE(2, 60),
    HOUR(3, 3_600),
    DAY(4, 86_400),
    MONTH(5, 2_592_000),
    YEAR(6, 31_536_000),
    /** Works at the service, but is undefined in the request's enum. */
    WEEK(7, 604_800);

    private final int number;
    private final long seconds;

    WindowUnit(int number, long seconds) {
        this.number = number;
        this.seconds = seconds;
    }

    /** Number in both enums of the protocol. */
    public int number() {
        return number;
    }

    /** Seconds of one window; the service counts a month as 30 days and a year as 365. */
    public long seconds() {
        return seconds;
    }
}
