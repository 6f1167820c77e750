package io.tollgate.fidelity;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Step;
import java.time.Duration;
import java.util.List;

/** Replies, closes and pauses, and streams that end early or on the other side. */
final class StreamCases {
    private StreamCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        "reply-in-request-headers",
                        """
                        request_headers: reply 429 my~details no x-test-r=1 content-type=application/json
                        response_headers: header 2 :status
                        response_body: get_buffer 1 0 10
                        log: header 2 :status
                        log: prop response/code_details
                        log: prop_number response/code
                        log: prop_number response/flags
                        """),
                Case.of(
                                "reply-in-request-body",
                                """
                        request_headers: action PAUSE
                        request_body: action PAUSE_AND_BUFFER
                        request_end: reply 403 d body
                        """)
                        .with(b -> b.allowOnHeadersStopIteration()),
                Case.of(
                        "reply-in-response-headers",
                        """
                        response_headers: reply 502 d replaced x-test-r=1
                        log: prop_number response/flags
                        """),
                Case.of(
                        "reply-without-body",
                        """
                        request_headers: reply 204 d _
                        """),
                Case.of(
                        "close-in-request-headers",
                        """
                        request_headers: close 0
                        log: prop response/code_details
                        log: prop_number response/flags
                        """),
                Case.of(
                                "close-in-response-body",
                                """
                        response_body: close 1
                        log: prop_number response/flags
                        """)
                        .with(Answer.events("one", "two")),
                Case.of(
                        "pause-at-headers-stops-all",
                        """
                        request_headers: action PAUSE
                        request_body: buffer_size 0
                        request_end: buffer_size 0
                        every: 200
                        tick: effective stream
                        tick: prop_number request/headers_bytes
                        tick: continue 0
                        tick: header 0 x-test-a
                        """),
                Case.of(
                                "pause-at-headers-with-the-flag",
                                """
                        request_headers: action PAUSE
                        request_body: action PAUSE_AND_BUFFER
                        request_end: add 0 x-test-late yes
                        request_end: get_buffer 0 0 100
                        """)
                        .with(b -> b.allowOnHeadersStopIteration()),
                Case.of(
                                "pause-all-and-buffer",
                                """
                        request_headers: action PAUSE_ALL_AND_BUFFER
                        """)
                        .with(Request.of("POST", "/x").body("0123456789".repeat(4000)))
                        .with(b -> b.bufferLimit(16384)),
                Case.of(
                        "continue-upstream-is-unimplemented",
                        """
                        request_headers: continue 3
                        request_headers: continue 9
                        request_headers: close 9
                        """),
                Case.of(
                        "continue-response-hides-request-maps",
                        """
                        request_headers: action PAUSE_ALL_AND_WATERMARK
                        every: 100
                        tick: effective stream
                        tick: header 0 x-test-a
                        tick: continue 0
                        tick: header 0 x-test-a
                        """),
                Case.of(
                                "trailers-end-the-body",
                                """
                        request_body: buffer_size 0
                        request_end: buffer_size 0
                        request_trailers: header 1 x-test-t
                        request_trailers: set_buffer 0 0 0 no
                        response_trailers: header 3 x-test-rt
                        response_trailers: add 3 x-test-rt2 2
                        """)
                        .with(
                                Request.of("POST", "/x")
                                        .overHttp2()
                                        .then(Step.chunk("ab"))
                                        .then(Step.trailers("x-test-t: 1")))
                        .with(
                                b ->
                                        b.upstream(
                                                Cluster.http2(
                                                        r ->
                                                                Answer.of(200)
                                                                        .then(Step.chunk("ok"))
                                                                        .then(
                                                                                Step.trailers(
                                                                                        "x-test-rt: 1"))))),
                Case.of(
                                "no-host-is-refused-before-the-filter",
                                """
                        request_headers: log 2 never
                        log: prop response/code_details
                        log: prop_number response/flags
                        """)
                        .with(Request.get("/x").host("")),
                Case.of(
                                "no-body",
                                """
                        request_headers: buffer_size 0
                        request_end: log 2 never
                        log: prop_number response/flags
                        """)
                        .with(Request.get("/x")),
                Case.of(
                                "unknown-cluster",
                                """
                        request_body: log 2 never
                        response_headers: header 2 :status
                        response_end: log 2 never
                        log: prop response/code_details
                        log: prop_number response/flags
                        """)
                        .with(b -> b.route("/x", "nowhere")),
                Case.of(
                                "refused-upstream",
                                """
                        response_headers: header 2 :status
                        log: prop_number upstream/request_attempt_count
                        log: prop_number response/flags
                        """)
                        .with("upstream", Cluster.refusing()),
                Case.of(
                                "empty-upstream",
                                """
                        response_headers: header 2 :status
                        log: prop response/code_details
                        log: prop_number response/flags
                        """)
                        .with("upstream", Cluster.empty()),
                Case.of(
                                "upstream-abort-in-the-body",
                                """
                        response_body: buffer_size 1
                        response_end: log 2 never
                        log: header 2 :status
                        log: prop_number response/flags
                        """)
                        .with(
                                Answer.events("one")
                                        .then(Step.pause(Duration.ofMillis(50)))
                                        .then(Step.reset())),
                Case.of(
                                "upstream-abort-in-a-sized-body",
                                """
                        log: header 2 :status
                        log: prop_number response/flags
                        """)
                        .with(
                                Answer.of(200, "content-length: 9")
                                        .then(Step.chunk("one"))
                                        .then(Step.pause(Duration.ofMillis(50)))
                                        .then(Step.reset())),
                Case.of(
                                "upstream-abort-before-headers",
                                """
                        response_headers: header 2 :status
                        log: prop_number response/flags
                        """)
                        .with(Answer.reset()),
                Case.of(
                                "client-hangs-up",
                                """
                        request_headers: log 2 seen
                        log: header 0 x-test-a
                        log: prop response/code_details
                        log: prop_number response/flags
                        """)
                        .with(Case.POST.then(Step.pause(Duration.ofMillis(100))).then(Step.reset()))
                        .with(Answer.never()));
    }
}
