package io.tollgate.testkit.real;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Redis for one test: {@code redis-server}, or miniredis where there is none. */
public final class RealStore implements AutoCloseable {

    private static final int CR = '\r';

    private final List<String> command;
    private final int port;
    private final boolean redis;
    private Child child;

    private RealStore(List<String> command, int port, boolean redis) {
        this.command = command;
        this.port = port;
        this.redis = redis;
        this.child = Child.start(command, Map.of());
    }

    /** Starts an empty one on a free port; arguments are for {@code redis-server} alone. */
    public static RealStore start(String... arguments) {
        return launch(RealParts.fromScript("redis", "redis.sh"), arguments);
    }

    /** Starts an empty miniredis, which is there wherever Go is. */
    public static RealStore startMini() {
        return launch(RealParts.fromScript("miniredis", "redis.sh", "mini"));
    }

    /** A Redis that has every answered write on disk, so that it survives {@link #kill()}. */
    public static RealStore startDurable() {
        try {
            String folder = Files.createTempDirectory("redis").toString();
            return start("--appendonly", "yes", "--appendfsync", "always", "--dir", folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RealStore launch(Path binary, String... arguments) {
        boolean redis = !binary.endsWith("miniredis");
        int port = Ports.free();
        RealStore store = new RealStore(command(binary, redis, port, arguments), port, redis);
        Await.until("the store answers", store::answers);
        String name = redis ? binary.toString() : "miniredis";
        RealParts.used("redis", redis ? RealParts.firstLine(name, "--version").orElse(name) : name);
        return store;
    }

    private static List<String> command(Path binary, boolean redis, int port, String... arguments) {
        if (!redis) {
            return List.of(binary.toString(), "127.0.0.1:" + port);
        }
        List<String> command = new ArrayList<>(List.of(binary.toString(), "--bind", "127.0.0.1"));
        command.addAll(List.of("--port", String.valueOf(port), "--save", "", "--appendonly", "no"));
        command.addAll(List.of("--dir", System.getProperty("java.io.tmpdir")));
        command.addAll(List.of("--cluster-config-file", "nodes-" + port + ".conf"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Whether it is a real Redis: miniredis knows no cluster of several nodes. */
    public boolean isRedis() {
        return redis;
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** All string values that are numbers, by key. */
    public Map<String, Long> counters() {
        Map<String, Long> found = new TreeMap<>();
        for (String key : call("KEYS", "*")) {
            found.put(key, Long.parseLong(call("GET", key).get(0)));
        }
        return found;
    }

    /** Runs one command; nested answers are flattened to their strings. */
    public List<String> call(String... command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            StringBuilder text = new StringBuilder("*" + command.length + "\r\n");
            for (String part : command) {
                int length = part.getBytes(StandardCharsets.UTF_8).length;
                text.append('$').append(length).append("\r\n").append(part).append("\r\n");
            }
            socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
            List<String> answer = new ArrayList<>();
            read(new BufferedInputStream(socket.getInputStream()), answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(InputStream in, List<String> into) throws IOException {
        int kind = in.read();
        String line = line(in);
        if (kind == '*') {
            for (int i = Integer.parseInt(line); i > 0; i--) {
                read(in, into);
            }
        } else if (kind == '$' && !"-1".equals(line)) {
            into.add(new String(in.readNBytes(Integer.parseInt(line)), StandardCharsets.UTF_8));
            line(in);
        } else if (kind == '-') {
            throw new IOException("store: " + line);
        } else if (kind != '$') {
            into.add(line);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int b = in.read(); b != CR; b = in.read()) {
            if (b < 0) {
                throw new IOException("store closed the connection");
            }
            text.append((char) b);
        }
        in.read();
        return text.toString();
    }

    private boolean answers() {
        try {
            return call("PING").contains("PONG");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Ends it without a trace, as a crash does. */
    public void kill() {
        child.kill();
    }

    /** Starts it again on its port, with what it had saved. */
    public void restart() {
        child = Child.start(command, Map.of());
        Await.until("the store answers again", this::answers);
    }

    @Override
    public void close() {
        child.close();
    }
}
