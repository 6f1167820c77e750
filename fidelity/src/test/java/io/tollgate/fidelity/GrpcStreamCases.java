package io.tollgate.fidelity;

import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.GrpcScript;
import io.tollgate.testkit.GrpcStep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** gRPC streams; the first one's token is 6. */
final class GrpcStreamCases {
    private static final String UNTIL_CLOSED =
            """
            stream: request_headers web
            request_headers: action PAUSE
            stream_closed: call_status
            stream_closed: effective stream
            stream_closed: continue 0
            """;
    private static final String PASSING = "stream: request_headers web\n";

    private GrpcStreamCases() {}

    static List<Case> all() {
        return List.of(
                talks(),
                closed("grpc-stream-refused-by-the-service", failure()),
                closed("grpc-stream-reset-by-the-service", broken()),
                closed("grpc-stream-refused-at-the-end", refusal())
                        .more("request_headers: send_last 6 x\n"),
                closed("grpc-stream-to-a-closed-port", Cluster.refusing()),
                Case.of("grpc-stream-no-endpoints", PASSING).with("web", Cluster.empty()),
                halfClosed(),
                cancelled(),
                rejections());
    }

    private static Cluster script(GrpcScript script) {
        return Cluster.grpcStreams(call -> script);
    }

    private static Case closed(String id, Cluster server) {
        return Case.of(id, UNTIL_CLOSED).with("web", server);
    }

    private static Cluster failure() {
        return script(GrpcScript.open(GrpcStep.close(7, "no", "x-test-last: bye")));
    }

    private static Cluster refusal() {
        return script(GrpcScript.open().end(GrpcStep.close(9, "never")));
    }

    private static Cluster broken() {
        return script(
                GrpcScript.open(
                        GrpcStep.message("one"),
                        GrpcStep.pause(Duration.ofMillis(50)),
                        GrpcStep.reset()));
    }

    private static GrpcScript echo() {
        return GrpcScript.open(GrpcStep.metadata("x-test-first: a", "x-test-first: b"))
                .each(
                        message ->
                                List.of(
                                        GrpcStep.message(
                                                "echo "
                                                        + new String(
                                                                message, StandardCharsets.UTF_8))))
                .end(GrpcStep.close(0, "", "x-test-last: bye"));
    }

    private static Case talks() {
        return closed("grpc-stream-talks", script(echo()))
                .more(
                        """
                        request_headers: send 6 one
                        request_headers: send_last 6 two
                        stream_metadata: header 4 x-test-first
                        stream_metadata: headers 4
                        stream_metadata: headers_size 4
                        stream_metadata: add 4 x-test-a b
                        stream_metadata: header 5 x-test-last
                        stream_message: get_buffer 5 0 100
                        stream_message: headers 4
                        stream_trailing: header 5 x-test-last
                        """);
    }

    private static Case halfClosed() {
        return closed(
                        "grpc-stream-half-closed",
                        script(
                                GrpcScript.open(GrpcStep.metadata())
                                        .end(GrpcStep.message("late"), GrpcStep.close(0, ""))))
                .more("request_headers: half_close 6\n");
    }

    /** What is cancelled says nothing more. */
    private static Case cancelled() {
        return Case.of(
                        "grpc-stream-cancelled",
                        PASSING
                                + """
                                request_headers: action PAUSE
                                request_headers: send 6 one
                                stream_message: cancel 6
                                stream_message: cancel 6
                                stream_message: send 6 x
                                stream_message: half_close 6
                                stream_message: effective stream
                                stream_message: continue 0
                                stream_closed: log 2 never
                                """)
                .with("web", script(echo()));
    }

    private static Case rejections() {
        return Case.of(
                        "grpc-stream-rejections",
                        """
                        request_headers: open hex:ffffff
                        request_headers: open hex:0a090a076e6f7768657265
                        request_headers: send 6 x
                        request_headers: open web x-test-m=1
                        request_headers: send 10 x
                        request_headers: cancel 10
                        request_headers: send 10 x
                        request_headers: send 6002 x
                        request_headers: half_close 6002
                        request_headers: half_close 4
                        request_headers: half_close 5001
                        request_headers: send 4 x
                        """)
                .with("web", script(echo()));
    }
}
