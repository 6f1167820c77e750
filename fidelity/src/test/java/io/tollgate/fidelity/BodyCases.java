package io.tollgate.fidelity;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.GrpcAnswer;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Step;
import java.time.Duration;
import java.util.List;

/** Bodies against their declared length and against buffers that are smaller than they are. */
final class BodyCases {
    private static final int SMALL = 16384;
    private static final String LONG = "0123456789".repeat(4000);
    private static final Request SHORT_PATIENCE =
            Request.of("POST", "/x").body("hello").patience(Duration.ofMillis(500));

    private BodyCases() {}

    static List<Case> all() {
        return List.of(
                Case.of("shorter-body-over-http1", "request_body: set_buffer 0 0 3 _\n")
                        .with(SHORT_PATIENCE),
                Case.of("shorter-body-over-http2", "request_body: set_buffer 0 0 3 _\n")
                        .with(b -> b.upstream(Cluster.http2(r -> Answer.of(200).body("ok")))),
                Case.of(
                        "length-raised-and-body-padded",
                        """
                        request_headers: replace 0 content-length 8
                        request_body: set_buffer 0 5 0 ~~~
                        """),
                Case.of(
                                "look-at-the-headers-lets-a-long-body-pass",
                                """
                                call: request_headers web
                                request_headers: action PAUSE
                                callout: effective stream
                                callout: continue 0
                                """)
                        .with(Request.of("POST", "/x").body(LONG))
                        .with(b -> b.bufferLimit(SMALL))
                        .with("web", Cluster.grpc(call -> GrpcAnswer.message(new byte[1]))),
                Case.of(
                                "watermark-from-the-first-chunk-hangs",
                                """
                                request_body: action PAUSE_AND_WATERMARK
                                request_end: log 2 never
                                """)
                        .with(Request.of("POST", "/x").body(LONG).patience(Duration.ofMillis(500)))
                        .with(b -> b.bufferLimit(SMALL)),
                Case.of(
                                "events-replaced-and-appended",
                                """
                                response_body: set_buffer 1 0 99 [new]
                                response_body: set_buffer 1 99 0 +
                                response_end: set_buffer 1 0 0 last
                                """)
                        .with(
                                Answer.events("one")
                                        .then(Step.pause(Duration.ofMillis(80)))
                                        .then(Step.chunk("two"))
                                        .then(Step.pause(Duration.ofMillis(80)))),
                Case.of(
                        "map-sizes",
                        """
                        request_headers: headers_size 0
                        request_headers: headers_size 2
                        request_headers: headers_size 6
                        request_headers: headers_size 9
                        request_headers: time
                        log: headers_size 0
                        """));
    }
}
