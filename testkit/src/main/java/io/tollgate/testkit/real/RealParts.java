package io.tollgate.testkit.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * Finds the real parts. A part that is not there makes a reported skip; where {@code CI=true} is
 * set it makes a failure, unless {@code .ci/allowed-skips} names the part.
 */
public final class RealParts {

    private static final long BUILD_MINUTES = 15;

    private RealParts() {}

    /** The top folder of the source tree: the one that holds {@code scripts/envoy.sh}. */
    public static Path root() {
        return tree().orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no scripts/envoy.sh above "
                                                + Path.of("").toAbsolutePath()));
    }

    /** Empty for whoever uses testkit for a filter of his own: nothing is noted there. */
    private static Optional<Path> tree() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("scripts/envoy.sh"))) {
            folder = folder.getParent();
        }
        return Optional.ofNullable(folder);
    }

    /** Runs {@code scripts/<script>} and gives the path in its last line, or skips the test. */
    public static Path fromScript(String part, String script, String... arguments) {
        if (tree().isEmpty()) {
            throw missing(part, "no scripts to find it; name it by its variable, as ENVOY=...");
        }
        List<String> command = new ArrayList<>();
        command.add(root().resolve("scripts").resolve(script).toString());
        command.addAll(List.of(arguments));
        Result result = run(command);
        if (result.exit() != 0) {
            throw missing(part, result.errors().strip());
        }
        return Path.of(result.output().strip().lines().reduce((a, b) -> b).orElse(""));
    }

    /** The skip (or, under CI, the failure) for a part that is not there. */
    public static RuntimeException missing(String part, String why) {
        String text = part + " is not here: " + why;
        if ("true".equals(System.getenv("CI")) && !allowedSkips().contains(part)) {
            return new IllegalStateException(text + " (CI=true, and not in .ci/allowed-skips)");
        }
        return new TestAbortedException(text);
    }

    /** Notes that a part was used, for the summary that {@code make test} prints. */
    public static void used(String part, String version) {
        if (tree().isEmpty()) {
            return;
        }
        try {
            Path folder = Files.createDirectories(root().resolve("target/real-parts"));
            Files.writeString(folder.resolve(part.replace(' ', '-')), part + " " + version + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes the test class that is running, so that its tests are counted for that host. */
    public static void usedOn(String host) {
        StackWalker.getInstance()
                .walk(
                        frames ->
                                frames.map(StackWalker.StackFrame::getClassName)
                                        .filter(name -> name.endsWith("Test"))
                                        .findFirst())
                .ifPresent(test -> append(host, test));
    }

    private static void append(String host, String test) {
        if (tree().isEmpty()) {
            return;
        }
        try {
            Path folder = Files.createDirectories(root().resolve("target/real-parts"));
            Files.writeString(
                    folder.resolve("on-" + host),
                    test + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line that a program prints, empty if it cannot be run. */
    public static Optional<String> firstLine(String... command) {
        try {
            Result result = run(List.of(command));
            return (result.output() + result.errors())
                    .lines()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty())
                    .findFirst();
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static List<String> allowedSkips() {
        Path file = tree().orElse(Path.of("")).resolve(".ci/allowed-skips");
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(
                            line ->
                                    line.contains(":")
                                            ? line.substring(0, line.indexOf(':')).strip()
                                            : line.strip())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result run(List<String> command) {
        try {
            Path errors = Files.createTempFile("tollgate", ".err");
            Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            Result result = new Result(process.waitFor(), output, Files.readString(errors));
            Files.delete(errors);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }

    private record Result(int exit, String output, String errors) {}
}
