package io.tollgate.conformance;

import io.tollgate.testkit.real.Http2Upstream;
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
                            return;
                        }
                        call.answer(201, Map.of("x-is", "service"), "answer");
                    });
    private final GrpcService grpc = new GrpcService();
    private final Http2Upstream http2 = Http2Upstream.start(grpc::play);
    private final EchoServer echo = new EchoServer();
    private int upstreamPort = upstream.port();
    private final RealEnvoy envoy;

    WorkoutEnvoy(String version) throws IOException {
        envoy = launch(version, "go").start();
    }

    /** With an upstream of the caller's. */
    WorkoutEnvoy(int upstreamPort) throws IOException {
        this.upstreamPort = upstreamPort;
        envoy = launch("", "go").start();
    }

    /** Listeners stand in a file that can be rewritten while Envoy runs. */
    WorkoutEnvoy(String version, Path listeners) throws IOException {
        String config = config("go");
        int clusters = config.indexOf("  clusters:");
        int from = config.indexOf("  listeners:") + "  listeners:\n".length();
        Files.writeString(
                listeners,
                "version_info: \"1\"\nresources:\n"
                        + config.substring(from, clusters)
                                .replace(
                                        "  - name: in\n",
                                        "  - \"@type\": type.googleapis.com/envoy.config.listener.v3.Listener\n    name: in\n")
                                .replace(
                                        "  - name: tcp\n",
                                        "  - \"@type\": type.googleapis.com/envoy.config.listener.v3.Listener\n    name: tcp\n"));
        String dynamic =
                "node: {id: a, cluster: a}\n"
                        + "dynamic_resources: {lds_config: {path_config_source: {path: "
                        + listeners
                        + "}}}\nstatic_resources:\n"
                        + config.substring(clusters);
        envoy = Launch.of(dynamic).version(version).arguments("--drain-time-s", "1").start();
    }

    Launch launch(String version, String configuration) throws IOException {
        return Launch.of(config(configuration)).version(version).concurrency(1);
    }

    private String config(String configuration) throws IOException {
        return Files.readString(Path.of("src/test/resources/envoy.yaml"))
                .replace("CONFIGURATION", configuration)
                .replace("MODULE", Path.of("target/conformance.wasm").toAbsolutePath().toString())
                .replace("ACCESS_LOG", "/dev/stdout")
                .replace("SERVICE", String.valueOf(service.port()))
                .replace("ECHO", String.valueOf(echo.port()))
                .replace("HTTP2", String.valueOf(http2.port()))
                .replace("UPSTREAM", String.valueOf(upstreamPort));
    }

    RealEnvoy envoy() {
        return envoy;
    }

    int port() {
        return envoy.port("in");
    }

    GrpcService grpc() {
        return grpc;
    }

    int http2Streams() {
        return http2.streams().size();
    }

    ScriptedUpstream service() {
        return service;
    }

    ScriptedUpstream upstream() {
        return upstream;
    }

    @Override
    public void close() {
        envoy.close();
        http2.close();
        echo.close();
        upstream.close();
        service.close();
    }
}
