package io.tollgate.fidelity;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Step;
import java.time.Duration;
import java.util.List;

/** Lengths at the edge of what a number holds, pauses, and bodies in odd pieces. */
final class ReadCases {
    private ReadCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        "buffer-lengths-are-unsigned",
                        """
                        request_body: get_buffer 0 0 -1
                        request_body: get_buffer 0 1 -1
                        request_body: get_buffer 0 1 -2
                        request_body: get_buffer 0 -1 1
                        request_body: get_buffer 0 -2 1
                        request_body: get_buffer 0 0 -2147483648
                        request_body: get_buffer 0 2147483647 1
                        request_end: get_buffer 0 0 -1
                        request_headers: get_buffer 0 0 -1
                        request_headers: get_buffer 0 1 -1
                        request_headers: get_buffer 4 0 -1
                        configure: get_buffer 6 0 -1
                        response_headers: remove 2 content-length
                        response_body: set_buffer 1 -1 0 end
                        response_body: set_buffer 1 0 -1 all
                        response_body: get_buffer 1 0 -1
                        """),
                Case.of(
                                "a-pause-before-the-end",
                                """
                                request_body: get_buffer 0 0 100
                                request_end: buffer_size 0
                                response_body: get_buffer 1 0 100
                                response_end: buffer_size 1
                                """)
                        .with(
                                Request.of("POST", "/x")
                                        .overHttp2()
                                        .then(Step.chunk("ab"))
                                        .then(Step.pause(Duration.ofMillis(60))))
                        .with(
                                b ->
                                        b.upstream(
                                                io.tollgate.testkit.Cluster.http2(
                                                        r ->
                                                                Answer.of(200)
                                                                        .then(Step.chunk("ok"))
                                                                        .then(
                                                                                Step.pause(
                                                                                        Duration
                                                                                                .ofMillis(
                                                                                                        60)))))),
                Case.of(
                                "a-client-that-stops-in-the-middle",
                                """
                                request_body: get_buffer 0 0 100
                                request_end: log 2 never
                                log: prop_number response/flags
                                """)
                        .with(
                                Request.of("POST", "/x")
                                        .then(Step.chunk("ab"))
                                        .then(Step.silence())
                                        .then(Step.chunk("never"))
                                        .patience(Duration.ofMillis(300))));
    }
}
