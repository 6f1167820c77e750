package io.tollgate.testkit;

/**
 * A line that the filter logged.
 *
 * @param level 0 trace to 5 critical
 * @param text the message
 */
public record LogLine(int level, String text) {
    public static final int TRACE = 0;
    public static final int DEBUG = 1;
    public static final int INFO = 2;
    public static final int WARN = 3;
    public static final int ERROR = 4;
    public static final int CRITICAL = 5;
}
