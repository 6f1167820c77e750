package io.tollgate.testkit.envoy;

import io.tollgate.testkit.Action;
import io.tollgate.testkit.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a filter's lines out of Envoy's log. */
final class WasmLog {
    private static final List<String> LEVELS =
            List.of("trace", "debug", "info", "warning", "error", "critical");
    private static final String MARK = "wasm log";
    private static final String RETURNED = "[host<-vm] proxy_on_";

    private WasmLog() {}

    /** From {@code [host<-vm] proxy_on_request_headers return: 0}. */
    static List<Action> actions(List<String> lines) {
        List<Action> actions = new ArrayList<>();
        for (String line : lines) {
            int at = line.indexOf(RETURNED);
            int end = line.indexOf(" return: ", Math.max(at, 0));
            if (at < 0 || end < 0) {
                continue;
            }
            String callback = line.substring(at + RETURNED.length(), end);
            if (callback.startsWith("request_") || callback.startsWith("response_")) {
                String number = line.substring(end + " return: ".length()).strip();
                actions.add(new Action(callback, Integer.parseInt(number)));
            }
        }
        return actions;
    }

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
