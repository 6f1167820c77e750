package io.tollgate.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.RealClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Many requests, one in fifty left at some point: Envoy is never larger than in the first tenth.
 *
 * <p>The rule: the most that is resident at the end of any later tenth is at most what was resident
 * after the first, and {@link #SLACK_KB}. The slack is for the collector of the Java heap, which
 * runs when it likes; a leak of 100 bytes a request is 90 MB in the whole run.
 */
final class SoakTest {
    private static final int REQUESTS =
            Integer.parseInt(System.getenv().getOrDefault("SOAK_REQUESTS", "50000"));
    private static final int PER_CONNECTION = 50;
    private static final int BODY = 3000;
    private static final long SLACK_KB = 8 << 10;
    private static final String[] TASKS = {"own", "nothing", "append", "own"};

    /** Where a client leaves. */
    private enum Leaving {
        IN_THE_REQUEST_BODY,
        WHILE_A_SERVICE_IS_ASKED,
        WHILE_A_GRPC_STREAM_IS_OPEN,
        WHILE_THE_BODY_IS_HELD,
        IN_THE_RESPONSE_BODY,
        BEFORE_THE_ANSWER
    }

    @Test
    void memoryIsFlat() throws IOException {
        try (SoakUpstream upstream = new SoakUpstream();
                WorkoutEnvoy run = new WorkoutEnvoy(upstream.port())) {
            StringBuilder seen = new StringBuilder();
            long early = 0;
            long most = 0;
            for (int tenth = 1; tenth <= 10; tenth++) {
                send(run.port(), REQUESTS / 10);
                everyStreamIsLogged(run, tenth * (REQUESTS / 10));
                long now = residentKb(run);
                seen.append(' ').append(now);
                Files.writeString(Path.of("target/soak.txt"), text(seen));
                early = tenth == 1 ? now : early;
                most = Math.max(most, now);
            }
            assertTrue(most <= early + SLACK_KB, text(seen));
            assertEquals(0, run.envoy().stat("wasmcustom.workout.errors"));
            assertEquals(0, run.envoy().stat("wasmcustom.workout.told"));
        }
    }

    private static String text(StringBuilder seen) {
        return REQUESTS + " requests, KB resident after each tenth:" + seen + "\n";
    }

    private static void everyStreamIsLogged(WorkoutEnvoy run, int count) {
        Await.until(
                count + " streams logged",
                () -> run.envoy().stat("wasmcustom.workout.logs") == count);
    }

    private static void send(int port, int count) {
        byte[] body = new byte[BODY];
        for (int sent = 0; sent < count; ) {
            try (RealClient client = RealClient.connect(port)) {
                int last = Math.min(count, sent + PER_CONNECTION) - 1;
                for (; sent < last; sent++) {
                    client.sendHead("POST", "/", head(TASKS[sent % TASKS.length]));
                    client.send(body);
                    assertEquals(200, client.readAnswer().status());
                }
                leave(client, Leaving.values()[sent / PER_CONNECTION % Leaving.values().length]);
                client.reset();
                sent++;
            }
        }
    }

    private static void leave(RealClient client, Leaving point) {
        switch (point) {
            case IN_THE_REQUEST_BODY -> {
                client.sendHead("POST", "/", head("own"));
                client.send(new byte[BODY / 2]);
            }
            case WHILE_A_SERVICE_IS_ASKED ->
                    client.sendHead("GET", "/", Map.of("x-do", "http-slow"));
            case WHILE_A_GRPC_STREAM_IS_OPEN ->
                    client.sendHead("GET", "/", Map.of("x-do", "grpc-hang"));
            case WHILE_THE_BODY_IS_HELD -> {
                client.sendHead("POST", "/", head("hold"));
                client.send(new byte[BODY]);
            }
            case IN_THE_RESPONSE_BODY -> {
                client.sendHead("GET", "/large", Map.of("x-do", "append"));
                assertEquals(200, client.readHead().status());
            }
            case BEFORE_THE_ANSWER -> {
                client.sendHead("POST", "/", head("own"));
                client.send(new byte[BODY]);
            }
        }
    }

    private static Map<String, String> head(String task) {
        return Map.of("host", "a", "x-do", task, "content-length", String.valueOf(BODY));
    }

    private static long residentKb(WorkoutEnvoy run) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + run.envoy().pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IllegalStateException("no VmRSS");
    }
}
