package io.tollgate.testkit.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real Envoy. Give listeners port 0 and a name; {@link #port(String)} tells the port they got.
 * Its own log is {@link #log()}, what it writes to {@code /dev/stdout} (access logs) is {@link
 * #accessLog()}.
 */
public final class RealEnvoy implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final String NOT_YET = "";

    private final Child child;
    private final Path folder;
    private final int admin;

    private RealEnvoy(Child child, Path folder, int admin) {
        this.child = child;
        this.folder = folder;
        this.admin = admin;
    }

    /** The Envoy that tests use: {@code ENVOY}, or what {@code scripts/envoy.sh} finds. */
    public static Path binary(String version) {
        String named = System.getenv("ENVOY");
        if (version.isEmpty() && named != null && !named.isEmpty()) {
            return Path.of(named);
        }
        String[] arguments = version.isEmpty() ? new String[0] : new String[] {version};
        return RealParts.fromScript(
                "envoy" + (version.isEmpty() ? "" : " " + version), "envoy.sh", arguments);
    }

    static RealEnvoy start(Launch launch) {
        Path folder = folder(launch);
        Child child = spawn(launch, folder);
        Path address = folder.resolve("admin");
        try {
            int admin = Await.value("Envoy's admin port", START, () -> portIn(address, child));
            RealEnvoy envoy = new RealEnvoy(child, folder, admin);
            envoy.awaitReady();
            RealParts.used("Envoy " + envoy.version(), "");
            RealParts.usedOn("Envoy");
            return envoy;
        } catch (AssertionError | IllegalStateException e) {
            child.kill();
            throw new IllegalStateException(e.getMessage() + "\n" + complaints(child.err()), e);
        }
    }

    static List<String> startRefused(Launch launch) {
        Child child = spawn(launch, folder(launch));
        try {
            Await.until("Envoy refuses the configuration", () -> !child.alive());
            return child.err();
        } finally {
            child.close();
        }
    }

    private static Path folder(Launch launch) {
        try {
            Path folder = Files.createTempDirectory("envoy");
            Files.writeString(folder.resolve("envoy.yaml"), withAdmin(launch.config()));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withAdmin(String config) {
        boolean has = Pattern.compile("^admin:", Pattern.MULTILINE).matcher(config).find();
        String admin = "admin: {address: {socket_address: {address: 127.0.0.1, port_value: 0}}}\n";
        return has || config.stripLeading().startsWith("{") ? config : admin + config;
    }

    private static Child spawn(Launch launch, Path folder) {
        List<String> command = new ArrayList<>();
        command.add(binary(launch.version()).toString());
        command.addAll(List.of("-c", folder.resolve("envoy.yaml").toString()));
        if (!launch.more().contains("--restart-epoch")) {
            command.add("--disable-hot-restart");
        }
        command.addAll(List.of("--concurrency", String.valueOf(launch.concurrency())));
        command.addAll(List.of("--admin-address-path", folder.resolve("admin").toString()));
        // Access logs reach the file at once, so that a test need not wait ten seconds for a line.
        command.addAll(
                List.of("--file-flush-interval-msec", "20", "--log-level", launch.logLevel()));
        command.addAll(launch.more());
        return Child.start(command, launch.environment());
    }

    /** Envoy begins its log with everything it can do, which hides what it could not. */
    private static String complaints(List<String> log) {
        return String.join("\n", log.stream().filter(line -> !line.contains("[info]")).toList());
    }

    private static Optional<Integer> portIn(Path file, Child child) {
        if (!child.alive()) {
            throw new IllegalStateException("Envoy ended at start");
        }
        try {
            String text = Files.exists(file) ? Files.readString(file).strip() : NOT_YET;
            return text.isEmpty() ? Optional.empty() : Optional.of(portOf(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private void awaitReady() {
        Await.value(
                "Envoy is ready",
                START,
                () -> {
                    if (!child.alive()) {
                        throw new IllegalStateException("Envoy ended at start");
                    }
                    return adminGet("/ready").startsWith("LIVE")
                            ? Optional.of(true)
                            : Optional.empty();
                });
    }

    /** The version that runs, for example {@code 1.40.0}. */
    public String version() {
        Matcher found =
                Pattern.compile("\"version\":\\s*\"[0-9a-f]+/([^/]+)/")
                        .matcher(adminGet("/server_info"));
        return found.find() ? found.group(1) : "unknown";
    }

    /** The port that the named listener got. */
    public int port(String listener) {
        return Await.value(
                "listener " + listener,
                () ->
                        adminGet("/listeners")
                                .lines()
                                .filter(line -> line.startsWith(listener + "::"))
                                .map(RealEnvoy::portOf)
                                .findFirst());
    }

    /** The port of the admin interface. */
    public int adminPort() {
        return admin;
    }

    /** What a GET on the admin interface answers, empty while it does not. */
    public String adminGet(String path) {
        return RealClient.tryGet(admin, path).map(RealClient.Answer::text).orElse(NOT_YET);
    }

    /** What a POST on the admin interface answers. */
    public String adminPost(String path) {
        return RealClient.post(admin, path, Map.of(), "").text();
    }

    /**
     * The value of one counter, gauge or Wasm metric by its full name, 0 where it is not there yet.
     */
    public long stat(String name) {
        return adminGet("/stats")
                .lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2).strip())
                .filter(value -> !value.isEmpty() && Character.isDigit(value.charAt(0)))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    /** The scrape page. */
    public String prometheus() {
        return adminGet("/stats/prometheus");
    }

    /** Envoy's own log, the module's lines among it. */
    public List<String> log() {
        return child.err();
    }

    /** What was written to {@code /dev/stdout}: the access log of configurations that log there. */
    public List<String> accessLog() {
        return child.out();
    }

    /** Waits for that many access log lines. */
    public List<String> accessLog(int lines) {
        Await.until(lines + " access log lines", () -> child.out().size() >= lines);
        return child.out();
    }

    /** A folder of its own, for files that a configuration names. */
    public Path folder() {
        return folder;
    }

    /** The process, for measuring. */
    public long pid() {
        return child.pid();
    }

    /** Whether the process is there: false after a crash. */
    public boolean alive() {
        return child.alive();
    }

    /** Ends it without a chance to tidy up. */
    public void kill() {
        child.kill();
    }

    @Override
    public void close() {
        child.close();
    }
}
