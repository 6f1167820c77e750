package io.tollgate.testkit.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The HTTP/2 peers through a plain Envoy. */
class Http2Test {

    private static final String HTTP2 =
            """
              - name: up
                typed_extension_protocol_options:
                  envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
                    "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
                    explicit_http_config: {http2_protocol_options: {}}
            """;

    private static RealEnvoy envoy(int upstream) {
        String plain = RealPartsTest.plainEnvoy(upstream);
        return Launch.of(plain.replace("  - name: up\n", HTTP2)).start();
    }

    @Test
    void bodiesAndTrailersPassInBothDirections() {
        try (Http2Upstream upstream =
                        Http2Upstream.start(
                                stream -> {
                                    Http2Stream.Message request = stream.message();
                                    stream.headers(
                                            Map.of(
                                                    ":status",
                                                    "200",
                                                    "x-trailer",
                                                    request.trailers().get("x-end")),
                                            false);
                                    stream.data("seen: " + request.body(), false);
                                    stream.headers(Map.of("x-done", "yes"), true);
                                });
                RealEnvoy envoy = envoy(upstream.port());
                Http2Client client = Http2Client.connect(envoy.port("in"))) {
            Http2Stream stream = client.open("POST", "/x", Map.of(), false);
            stream.data("hel", false);
            stream.data("lo", false);
            stream.headers(Map.of("x-end", "1"), true);
            Http2Stream.Message answer = stream.message();
            assertEquals("200", answer.headers().get(":status"));
            assertEquals("1", answer.headers().get("x-trailer"));
            assertEquals("seen: hello", answer.body());
            assertEquals(Map.of("x-done", "yes"), answer.trailers());
        }
    }

    @Test
    void aResetPasses() {
        try (Http2Upstream upstream =
                        Http2Upstream.start(
                                stream -> {
                                    stream.next();
                                    stream.headers(Map.of(":status", "200"), false);
                                    stream.reset(2);
                                });
                RealEnvoy envoy = envoy(upstream.port());
                Http2Client client = Http2Client.connect(envoy.port("in"))) {
            Http2Stream stream = client.open("GET", "/x", Map.of(), true);
            assertInstanceOf(Http2Stream.Frame.Headers.class, stream.next());
            assertInstanceOf(Http2Stream.Frame.Reset.class, stream.next());
        }
    }
}
