package io.tollgate.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Envoy as a child: its access log goes to the page, its own log to the terminal. */
final class EnvoyProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 4;

    private final Process process;

    private EnvoyProcess(Process process) {
        this.process = process;
    }

    static EnvoyProcess start(Path binary, String config, Consumer<String> accessLog) {
        try {
            Path file = Files.createTempDirectory("tollgate").resolve("envoy.yaml");
            Files.writeString(file, config);
            Process process = new ProcessBuilder(command(binary, file)).start();
            process.getOutputStream().close();
            follow(process.getInputStream(), accessLog);
            follow(process.getErrorStream(), System.err::println);
            return new EnvoyProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path binary, Path config) {
        List<String> command = new ArrayList<>(List.of(binary.toString(), "-c", config.toString()));
        command.addAll(List.of("--concurrency", "1", "--log-level", "warn"));
        command.addAll(List.of("--disable-hot-restart", "--file-flush-interval-msec", "100"));
        return command;
    }

    boolean alive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void follow(InputStream stream, Consumer<String> lines) {
        Thread reader = new Thread(() -> copy(stream, lines), "envoy output");
        reader.setDaemon(true);
        reader.start();
    }

    private static void copy(InputStream stream, Consumer<String> lines) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            lines.accept("(output ended: " + e.getMessage() + ")");
        }
    }
}
