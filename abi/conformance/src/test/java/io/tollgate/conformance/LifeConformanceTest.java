package io.tollgate.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Launch;
import io.tollgate.testkit.real.RealClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How plugins begin and end in real Envoys. */
final class LifeConformanceTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "1.36.4"})
    void aRefusedConfigurationSaysWhyAndKeepsEnvoyFromStarting(String version) throws IOException {
        try (WorkoutEnvoy run = new WorkoutEnvoy(version)) {
            String log = String.join("\n", run.launch(version, "refuse").startRefused());
            assertTrue(log.contains("configuration refused: asked to refuse"), log);
        }
    }

    @ParameterizedTest
    @CsvSource({"factory,", "factory,1.36.4", "main,", "main,1.36.4"})
    void aPluginThatCannotBeMadeKeepsEnvoyFromStartingWhateverThePolicy(String what, String version)
            throws IOException {
        String of = version == null ? "" : version;
        try (WorkoutEnvoy run = new WorkoutEnvoy(of)) {
            Launch broken = broken(run.launch(of, "go"), what);
            String why =
                    what.equals("main")
                            ? "main failed, caused by java.lang.IllegalStateException: asked to"
                            : "configure failed: java.lang.IllegalStateException: no such plugin";
            for (String policy : List.of("FAIL_CLOSED", "FAIL_OPEN")) {
                String config =
                        broken.config()
                                .replaceAll(
                                        "( +)vm_config:",
                                        "$1failure_policy: " + policy + "\n$1vm_config:");
                Launch launch = Launch.of(config).version(of);
                String log = String.join("\n", launch.startRefused());
                assertTrue(log.contains(why), log);
            }
        }
    }

    private static Launch broken(Launch launch, String what) {
        String config =
                what.equals("main")
                        ? launch.config().replace("conformance.wasm", "broken.wasm")
                        : launch.config().replace("root_id: workout", "root_id: broken");
        return Launch.of(config).version(launch.version());
    }

    /** What it then waits for does not come: Envoy frees a VM that no plugin is left in. */
    @ParameterizedTest
    @ValueSource(strings = {"", "1.36.4"})
    void aPluginWhoseListenerGoesIsAskedToEnd(String version) throws IOException {
        Path listeners = folder.resolve("listeners.yaml");
        try (WorkoutEnvoy run = new WorkoutEnvoy(version, listeners)) {
            assertEquals(200, get(run));
            replace(listeners, "resources: []\n");
            Await.until("the question", () -> logged(run, "workout is asked to end"));
            assertTrue(run.envoy().alive());
        }
    }

    @Test
    void aPluginInAVmThatLivesOnEndsWhenItSaysSo() throws IOException {
        Path listeners = folder.resolve("listeners.yaml");
        try (WorkoutEnvoy run = new WorkoutEnvoy("", listeners)) {
            assertEquals(200, get(run));
            String all = Files.readString(listeners);
            replace(listeners, "resources:\n" + all.substring(all.lastIndexOf("  - \"@type\"")));
            run.service().exchange(0);
            Await.until("the end", () -> logged(run, "workout has ended"));
            assertTrue(run.envoy().alive());
        }
    }

    private static int get(WorkoutEnvoy run) {
        return RealClient.get(run.port(), "/", Map.of("x-do", "nothing")).status();
    }

    private static boolean logged(WorkoutEnvoy run, String text) {
        return run.envoy().log().stream().anyMatch(line -> line.contains(text));
    }

    private void replace(Path listeners, String resources) throws IOException {
        Path next = folder.resolve("next.yaml");
        Files.writeString(next, "version_info: \"2\"\n" + resources);
        Files.move(next, listeners, StandardCopyOption.ATOMIC_MOVE);
    }
}
