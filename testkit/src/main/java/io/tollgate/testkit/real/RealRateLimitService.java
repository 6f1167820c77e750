package io.tollgate.testkit.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The real {@code envoyproxy/ratelimit} with its store. Built once from the Go module proxy; a test
 * on a machine without Go is a reported skip. {@link #counters()} reads the store, so a test sees
 * what was really charged.
 */
public final class RealRateLimitService implements AutoCloseable {

    private static final String PART = "ratelimit";

    /** No jitter: without that the store would expire keys at times no test can know. */
    private static final String FIXED =
            """
            LOG_LEVEL=warn
            USE_STATSD=false
            DISABLE_STATS=true
            HOST=127.0.0.1
            GRPC_HOST=127.0.0.1
            DEBUG_HOST=127.0.0.1
            BACKEND_TYPE=redis
            REDIS_SOCKET_TYPE=tcp
            RUNTIME_SUBDIRECTORY=rls
            RUNTIME_APPDIRECTORY=config
            RUNTIME_WATCH_ROOT=false
            RUNTIME_IGNOREDOTFILES=true
            EXPIRATION_JITTER_MAX_SECONDS=0
            """;

    private final RealStore store;
    private final Map<String, String> environment;
    private final int grpcPort;
    private Child child;

    private RealRateLimitService(
            RealStore store, Map<String, String> environment, int grpcPort, Child child) {
        this.store = store;
        this.environment = environment;
        this.grpcPort = grpcPort;
        this.child = child;
    }

    /** Starts with the given limit files, each a YAML text with its own {@code domain}. */
    public static RealRateLimitService start(String... configs) {
        return start(Map.of(), configs);
    }

    /** Starts with the given limit files and more environment variables of the service. */
    public static RealRateLimitService start(Map<String, String> more, String... configs) {
        return start(RealStore.start(), more, configs);
    }

    /** Starts on a store of the caller's choice and closes it at the end. */
    public static RealRateLimitService start(
            RealStore store, Map<String, String> more, String... configs) {
        Path binary = RealParts.fromScript(PART, "ratelimit.sh");
        int grpcPort = Ports.free();
        Map<String, String> environment =
                environment(configFolder(configs), store.port(), grpcPort);
        environment.putAll(more);
        Child child = launch(binary, environment);
        RealParts.used("ratelimit", binary.getParent().getFileName().toString());
        return new RealRateLimitService(store, environment, grpcPort, child);
    }

    private static Map<String, String> environment(Path root, int redis, int grpcPort) {
        Map<String, String> all = new HashMap<>();
        FIXED.lines().map(line -> line.split("=", 2)).forEach(pair -> all.put(pair[0], pair[1]));
        all.put("PORT", String.valueOf(Ports.free()));
        all.put("GRPC_PORT", String.valueOf(grpcPort));
        all.put("DEBUG_PORT", String.valueOf(Ports.free()));
        all.put("REDIS_URL", "127.0.0.1:" + redis);
        all.put("RUNTIME_ROOT", root.toString());
        return all;
    }

    private static Path configFolder(String... configs) {
        try {
            Path root = Files.createTempDirectory("ratelimit");
            Path folder = Files.createDirectories(root.resolve("rls/config"));
            for (int i = 0; i < configs.length; i++) {
                Files.writeString(folder.resolve("limits" + i + ".yaml"), configs[i]);
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Child launch(Path binary, Map<String, String> environment) {
        Child child = Child.start(List.of(binary.toString()), environment);
        int health = Integer.parseInt(environment.get("PORT"));
        try {
            Await.value(
                    "the rate limit service is healthy",
                    () -> {
                        if (!child.alive()) {
                            throw new IllegalStateException(
                                    "the service ended: " + String.join("\n", child.err()));
                        }
                        return RealClient.tryGet(health, "/healthcheck")
                                .filter(answer -> answer.status() == 200);
                    });
        } catch (AssertionError | IllegalStateException e) {
            child.kill();
            throw e;
        }
        return child;
    }

    /** Where Envoy finds it. */
    public int grpcPort() {
        return grpcPort;
    }

    /** The store behind it. */
    public RealStore store() {
        return store;
    }

    /** Counters by key; a key reads {@code <domain>_<key>_<value>_…_<window start>}. */
    public Map<String, Long> counters() {
        return store.counters();
    }

    /** The counter of the only key that starts so, whatever its window; 0 where there is none. */
    public long counter(String prefix) {
        return counters().entrySet().stream()
                .filter(
                        e ->
                                e.getKey().startsWith(prefix + "_")
                                        && windowAfter(e.getKey(), prefix).isPresent())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Optional<String> windowAfter(String key, String prefix) {
        String rest = key.substring(prefix.length() + 1);
        return rest.chars().allMatch(Character::isDigit) ? Optional.of(rest) : Optional.empty();
    }

    /** Ends the service, keeps the store: calls fail from now on. */
    public void stop() {
        child.close();
    }

    /** Ends the service as a crash does: calls that it had taken are not answered. */
    public void kill() {
        child.kill();
    }

    /** Starts the service again on the same port with the same store. */
    public void restart() {
        child = launch(RealParts.fromScript(PART, "ratelimit.sh"), environment);
    }

    /** Whether the service is there: it does not survive everything. */
    public boolean alive() {
        return child.alive();
    }

    /** The service's log. */
    public List<String> log() {
        return child.err();
    }

    @Override
    public void close() {
        child.close();
        store.close();
    }
}
