package io.tollgate.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.compiler.Compiler;
import io.tollgate.compiler.Options;
import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Launch;
import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.RealEnvoy;
import io.tollgate.testkit.real.ScriptedUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no barrier holds back, in real Envoys: what is left of the VM, and what the log shows. */
final class TrapConformanceTest {
    private static final String FAILED = "proxy_on_request_headers failed";
    private static final String NAME = "io.tollgate.conformance.Trapper::deeper";

    @TempDir private static Path folder;
    private static ScriptedUpstream upstream;

    @BeforeAll
    static void compile() {
        upstream = ScriptedUpstream.json("{}");
        var compiler = new Compiler(TrapConformanceTest.class.getClassLoader());
        for (boolean debug : new boolean[] {true, false}) {
            var options =
                    new Options(
                            Trapper.class.getName(),
                            folder.resolve(debug + ".wasm"),
                            "trapper",
                            "1",
                            Map.of(),
                            debug,
                            64);
            compiler.compile(options);
        }
    }

    @AfterAll
    static void stop() {
        upstream.close();
    }

    private static RealEnvoy start(boolean debug, String version) throws IOException {
        String port = String.valueOf(upstream.port());
        String config =
                Files.readString(Path.of("src/test/resources/envoy.yaml"))
                        .replace("CONFIGURATION", "go")
                        .replace(
                                "allow_on_",
                                "failure_policy: FAIL_RELOAD\n                allow_on_")
                        .replace("MODULE", folder.resolve(debug + ".wasm").toString())
                        .replace("ACCESS_LOG", "/dev/null")
                        .replace("SERVICE", port)
                        .replace("ECHO", port)
                        .replace("HTTP2", port)
                        .replace("UPSTREAM", port);
        return Launch.of(config).version(version).start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.36.4"})
    void inADebugBuildTheBacktraceOfATrapReadsAsJava(String version) throws IOException {
        try (RealEnvoy envoy = start(true, version)) {
            assertEquals(503, get(envoy, "recurse"));
            Await.until("the trap", () -> logged(envoy, FAILED));
            assertTrue(logged(envoy, " - " + NAME), () -> String.join("\n", envoy.log()));
        }
    }

    @Test
    void aReleaseBuildHasNoNamesAndTheVmIsMadeAnewAfterATrap() throws IOException {
        try (RealEnvoy envoy = start(false, "")) {
            assertEquals(200, get(envoy, "nothing"));
            assertEquals(503, get(envoy, "recurse"));
            Await.until("the trap", () -> logged(envoy, FAILED));
            assertFalse(logged(envoy, "deeper"), () -> String.join("\n", envoy.log()));
            Await.until("a new VM", () -> get(envoy, "nothing") == 200);
        }
    }

    /** Not a trap: V8 ends the process, and no failure policy is asked. */
    @Test
    void aFullJavaHeapIsTheEndOfEnvoy() throws IOException {
        try (RealEnvoy envoy = start(false, "")) {
            try (RealClient client = RealClient.connect(envoy.port("in"))) {
                client.sendHead("GET", "/", Map.of("x-do", "fill"));
                Await.until("the end", () -> !envoy.alive());
            }
            Await.until("the reason", () -> logged(envoy, "out of memory"));
        }
    }

    private static int get(RealEnvoy envoy, String task) {
        return RealClient.get(envoy.port("in"), "/", Map.of("x-do", task)).status();
    }

    private static boolean logged(RealEnvoy envoy, String text) {
        return envoy.log().stream().anyMatch(line -> line.contains(text));
    }
}
