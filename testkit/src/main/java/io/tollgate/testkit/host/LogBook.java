package io.tollgate.testkit.host;

import io.tollgate.testkit.LogLine;
import java.util.ArrayList;
import java.util.List;

/** The filter's log lines, and the host's own. */
public final class LogBook {
    private final List<LogLine> lines = new ArrayList<>();
    private final List<String> host = new ArrayList<>();
    private final Trace trace;
    private int level;

    LogBook(Trace trace) {
        this.trace = trace;
    }

    void add(int lineLevel, String text) {
        lines.add(new LogLine(lineLevel, text));
        trace.add("log " + lineLevel + ": " + text);
    }

    /** A line of the host's own; it stands in the trace too. */
    public void host(String text) {
        host.add(text);
        trace.add("host: " + text);
    }

    /** What the filter logged, whatever the level. */
    public List<LogLine> lines() {
        return List.copyOf(lines);
    }

    /** What the host logged about the filter. */
    public List<String> hostLines() {
        return List.copyOf(host);
    }

    /** The level that proxy_get_log_level answers. */
    public int level() {
        return level;
    }

    /** Changes the level, as an operator may at any time. */
    public void level(int value) {
        level = value;
    }
}
