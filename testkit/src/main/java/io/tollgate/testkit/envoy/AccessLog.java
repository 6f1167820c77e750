package io.tollgate.testkit.envoy;

import io.tollgate.testkit.real.RealEnvoy;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Finds the access log line of a stream by the client's port; of HTTP/2 clients by order. */
final class AccessLog {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FIXED_FIELDS = 3;

    /** What Envoy logged of a stream. */
    record Line(String requestId, String details, Map<String, String> state) {}

    private final List<String> keys;
    private final Set<Integer> taken = new HashSet<>();

    AccessLog(List<String> keys) {
        this.keys = keys;
    }

    Line take(RealEnvoy envoy, int port) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<Line> line = find(envoy, port);
        while (line.isEmpty()) {
            if (System.nanoTime() > end || !envoy.alive()) {
                String log = String.join("\n", envoy.log());
                throw new AssertionError(
                        "no access log line"
                                + (envoy.alive() ? "" : ": Envoy has crashed")
                                + "\n"
                                + log);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            line = find(envoy, port);
        }
        return line.get();
    }

    private Optional<Line> find(RealEnvoy envoy, int port) {
        List<String> lines = envoy.accessLog();
        for (int i = 0; i < lines.size(); i++) {
            boolean fits = port == 0 || lines.get(i).startsWith(port + EnvoyConfig.SEPARATOR);
            if (fits && taken.add(i)) {
                return Optional.of(parse(lines.get(i)));
            }
        }
        return Optional.empty();
    }

    private Line parse(String line) {
        String[] fields = line.split(EnvoyConfig.SEPARATOR, -1);
        Map<String, String> state = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            String value = fields[FIXED_FIELDS + i];
            if (!value.equals("-")) {
                state.put(keys.get(i), value);
            }
        }
        return new Line(fields[1], fields[2].equals("-") ? "" : fields[2], state);
    }
}
