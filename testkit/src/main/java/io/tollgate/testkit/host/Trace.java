package io.tollgate.testkit.host;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last callbacks, host calls and actions, for the message of a failed test. */
public final class Trace {
    private static final int KEPT = 400;
    private static final int SHOWN = 160;
    private final Deque<String> lines = new ArrayDeque<>();
    private int depth;

    void enter(String line) {
        add(line);
        depth++;
    }

    void leave(String line) {
        depth--;
        add(line);
    }

    /** Adds one line at the depth of the callback at hand. */
    public void add(String line) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.add("  ".repeat(Math.max(0, depth)) + line);
    }

    /** Bytes as text, cut, with what is not printable as a dot. */
    public static String shown(byte[] bytes) {
        int n = Math.min(bytes.length, SHOWN);
        StringBuilder text = new StringBuilder(n + 16).append('"');
        for (char c : new String(bytes, 0, n, StandardCharsets.UTF_8).toCharArray()) {
            text.append(c < ' ' ? '.' : c);
        }
        return text.append('"')
                .append(n < bytes.length ? "... " + bytes.length + " bytes" : "")
                .toString();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
