package io.tollgate.conformance;

import io.tollgate.testkit.real.Launch;
import io.tollgate.testkit.real.RealEnvoy;
import io.tollgate.testkit.real.ScriptedUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * An Envoy with the workout filter, an upstream that answers with the length of what it got, and a
 * service.
 */
final class WorkoutEnvoy implements AutoCloseable {
    private final ScriptedUpstream upstream =
            ScriptedUpstream.start(
                    call -> {
                        byte[] body = call.body();
                        String text =
                                body.length < 100
                                        ? new String(body, java.nio.charset.StandardCharsets.UTF_8)
                                        : "bytes " + body.length;
                        call.answer(200, Map.of(), text);
                    });
    private final ScriptedUpstream service =
            ScriptedUpstream.start(
                    call -> {
                        if (call.path().equals("/slow")) {
                            call.close();
                        }
                        call.answer(201, Map.of("x-is", "service"), "answer");
                    });
    private final RealEnvoy envoy;

    WorkoutEnvoy(String version) throws IOException {
        envoy = launch(version, "go").start();
    }

    Launch launch(String version, String configuration) throws IOException {
        String config =
                Files.readString(Path.of("src/test/resources/envoy.yaml"))
                        .replace("CONFIGURATION", configuration)
                        .replace(
                                "MODULE",
                                Path.of("target/conformance.wasm").toAbsolutePath().toString())
                        .replace("ACCESS_LOG", "/dev/stdout")
                        .replace("SERVICE", String.valueOf(service.port()))
                        .replace("UPSTREAM", String.valueOf(upstream.port()));
        return Launch.of(config).version(version).concurrency(1);
    }

    RealEnvoy envoy() {
        return envoy;
    }

    int port() {
        return envoy.port("in");
    }

    ScriptedUpstream service() {
        return service;
    }

    @Override
    public void close() {
        envoy.close();
        upstream.close();
        service.close();
    }
}
