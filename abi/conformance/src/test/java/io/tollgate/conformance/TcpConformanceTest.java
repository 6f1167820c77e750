package io.tollgate.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A TCP filter in real Envoys. */
final class TcpConformanceTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "1.36.4"})
    void aConnectionIsHeldResumedChangedAndCounted(String version) throws IOException {
        try (WorkoutEnvoy run = new WorkoutEnvoy(version)) {
            try (Socket client = connect(run)) {
                send(client, "he");
                send(client, "llo\n");
                String expected = "[6]hello\n!";
                byte[] answer = client.getInputStream().readNBytes(expected.length());
                assertEquals(expected, new String(answer, StandardCharsets.US_ASCII));
            }
            count(run, "opened", 1);
            count(run, "downstream_LOCAL", 1);
            count(run, "logged", 1);
            try (Socket client = connect(run)) {
                send(client, "bye");
                client.shutdownOutput();
                assertEquals(
                        "bye!",
                        new String(
                                client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            }
            count(run, "logged", 2);
            try (Socket client = connect(run)) {
                send(client, "reset");
                count(run, "opened", 3);
                client.setSoLinger(true, 0);
            }
            count(run, "downstream_REMOTE", 1);
            count(run, "logged", 3);
            assertTrue(run.envoy().stat("wasmcustom.workout.tcp_upstream_UNKNOWN") > 0);
            try (Socket client = connect(run)) {
                send(client, "throw\n");
                assertEquals(-1, client.getInputStream().read());
            }
            count(run, "logged", 4);
        }
    }

    private static Socket connect(WorkoutEnvoy run) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), run.envoy().port("tcp"));
        socket.setSoTimeout((int) Await.PATIENCE.toMillis());
        return socket;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    private static void count(WorkoutEnvoy run, String what, long expected) {
        Await.until(what, () -> run.envoy().stat("wasmcustom.workout.tcp_" + what) == expected);
    }
}
