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
 * Many requests, some of them left in the middle: the memory of Envoy stays what it was after the
 * first tenth.
 */
final class SoakTest {
    private static final int REQUESTS =
            Integer.parseInt(System.getenv().getOrDefault("SOAK_REQUESTS", "50000"));
    private static final int PER_CONNECTION = 500;
    private static final int BODY = 3000;
    private static final long SLACK_KB = 24 << 10;

    @Test
    void memoryIsFlat() throws IOException {
        try (WorkoutEnvoy run = new WorkoutEnvoy("")) {
            send(run.port(), REQUESTS / 10);
            long early = residentKb(run);
            send(run.port(), REQUESTS - REQUESTS / 10);
            long late = residentKb(run);
            System.setProperty(
                    "soak.result",
                    REQUESTS
                            + " requests: "
                            + early
                            + " KB after a tenth, "
                            + late
                            + " KB at the end");
            assertTrue(late <= early + early / 10 + SLACK_KB, System.getProperty("soak.result"));
            Await.until(
                    "every stream logged",
                    () -> run.envoy().stat("wasmcustom.workout.logs") >= REQUESTS);
            assertEquals(0, run.envoy().stat("wasmcustom.workout.errors"));
        }
    }

    private static void send(int port, int count) {
        byte[] body = new byte[BODY];
        String[] tasks = {"own", "nothing", "append", "own"};
        for (int sent = 0; sent < count; ) {
            try (RealClient client = RealClient.connect(port)) {
                int last = Math.min(count, sent + PER_CONNECTION) - 1;
                for (; sent < last; sent++) {
                    client.sendHead("POST", "/", head(tasks[sent % tasks.length]));
                    client.send(body);
                    assertEquals(200, client.readAnswer().status());
                }
                client.sendHead("POST", "/", head("own"));
                client.send(new byte[BODY / 2]);
                client.reset();
                sent++;
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
