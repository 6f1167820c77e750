package io.tollgate.testkit.envoy;

import io.tollgate.testkit.LogLine;
import java.util.List;
import java.util.Optional;

/** Reads a filter's lines out of Envoy's log. */
final class WasmLog {
    private static final List<String> LEVELS =
            List.of("trace", "debug", "info", "warning", "error", "critical");
    private static final String MARK = "wasm log";

    private WasmLog() {}

    /** From {@code [time][pid][level][wasm] [source] wasm log <name> <root> <vm>: text}. */
    static Optional<LogLine> parse(String line) {
        int mark = line.indexOf("] " + MARK);
        int colon = line.indexOf(": ", mark);
        if (mark < 0 || colon < 0) {
            return Optional.empty();
        }
        String[] parts = line.split("]\\[", 4);
        int level = parts.length < 4 ? -1 : LEVELS.indexOf(parts[2]);
        return level < 0
                ? Optional.empty()
                : Optional.of(new LogLine(level, line.substring(colon + 2)));
    }
}
