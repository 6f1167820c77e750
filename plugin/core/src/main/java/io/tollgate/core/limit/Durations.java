package io.tollgate.core.limit;

/** Spans of time as Go writes them, which is how OpenAI's headers do: 120ms, 1.5s, 6m0s, 1h0m2s. */
public final class Durations {
    private Durations() {}

    public static String go(long millis) {
        if (millis <= 0) {
            return "0s";
        }
        if (millis < 1000) {
            return millis + "ms";
        }
        long hours = millis / 3_600_000;
        long minutes = millis / 60_000 % 60;
        StringBuilder out = new StringBuilder(16);
        if (hours > 0) {
            out.append(hours).append('h');
        }
        if (hours > 0 || minutes > 0) {
            out.append(minutes).append('m');
        }
        out.append(millis / 1000 % 60);
        fraction(out, (int) (millis % 1000));
        return out.append('s').toString();
    }

    private static void fraction(StringBuilder out, int millis) {
        if (millis == 0) {
            return;
        }
        out.append('.').append((char) ('0' + millis / 100));
        if (millis % 100 != 0) {
            out.append((char) ('0' + millis / 10 % 10));
        }
        if (millis % 10 != 0) {
            out.append((char) ('0' + millis % 10));
        }
    }
}
