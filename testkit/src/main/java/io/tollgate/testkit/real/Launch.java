package io.tollgate.testkit.real;

import java.util.List;
import java.util.Map;

/**
 * How to start an Envoy; values are replaced by the methods named after them.
 *
 * @param config YAML or JSON; an admin interface on a free port is added where YAML has none
 * @param version one version from the pinned wheels, empty for the one that tests use
 * @param concurrency number of worker threads
 * @param logLevel Envoy's own log level
 * @param environment more environment variables
 * @param more more command line arguments
 */
public record Launch(
        String config,
        String version,
        int concurrency,
        String logLevel,
        Map<String, String> environment,
        List<String> more) {

    /** Starts from a configuration with everything else at its default. */
    public static Launch of(String config) {
        return new Launch(config, "", 1, "info", Map.of(), List.of());
    }

    /** Asks for one version, from the pinned wheels. */
    public Launch version(String wanted) {
        return new Launch(config, wanted, concurrency, logLevel, environment, more);
    }

    /** Sets the number of worker threads. */
    public Launch concurrency(int workers) {
        return new Launch(config, version, workers, logLevel, environment, more);
    }

    /** Sets Envoy's own log level. */
    public Launch logLevel(String level) {
        return new Launch(config, version, concurrency, level, environment, more);
    }

    /** Adds environment variables. */
    public Launch environment(Map<String, String> variables) {
        return new Launch(config, version, concurrency, logLevel, Map.copyOf(variables), more);
    }

    /** Adds command line arguments. */
    public Launch arguments(String... arguments) {
        return new Launch(config, version, concurrency, logLevel, environment, List.of(arguments));
    }

    /**
     * Starts it and returns when its listeners accept; throws with Envoy's log when it gives up.
     */
    public RealEnvoy start() {
        return RealEnvoy.start(this);
    }

    /** Starts it and returns its log once it refused the configuration. */
    public List<String> startRefused() {
        return RealEnvoy.startRefused(this);
    }
}
