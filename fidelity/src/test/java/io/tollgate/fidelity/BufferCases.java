package io.tollgate.fidelity;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Step;
import java.time.Duration;
import java.util.List;

/** Bodies: what is shown, what may be cut out and put in. */
final class BufferCases {
    private static final Request TWO_CHUNKS =
            Request.of("POST", "/x")
                    .then(Step.chunk("abc"))
                    .then(Step.pause(Duration.ofMillis(60)))
                    .then(Step.chunk("def"));

    private BufferCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        "buffer-reads",
                        """
                        request_headers: get_buffer 0 0 10
                        request_headers: buffer_size 0
                        request_headers: get_buffer 7 0 10
                        request_headers: buffer_size 4
                        request_headers: buffer_size 5
                        request_headers: buffer_size 6
                        request_headers: buffer_size 8
                        request_body: get_buffer 0 0 3
                        request_body: get_buffer 0 3 100
                        request_body: get_buffer 0 99 1
                        request_body: get_buffer 1 0 1
                        request_body: get_buffer 9 0 1
                        request_body: buffer_size 0
                        request_end: buffer_size 0
                        response_body: get_buffer 1 0 100
                        response_end: buffer_size 1
                        log: get_buffer 0 0 10
                        configure: buffer_size 7
                        """),
                Case.of(
                        "buffer-splices",
                        """
                        request_headers: remove 0 content-length
                        request_body: set_buffer 0 0 2 XY
                        request_body: get_buffer 0 0 100
                        request_body: set_buffer 0 2 1 mid
                        request_body: set_buffer 0 5 0 end
                        request_body: set_buffer 0 0 0 front
                        request_body: get_buffer 0 0 100
                        request_body: set_buffer 1 0 0 no
                        request_body: set_buffer 7 0 0 no
                        response_headers: remove 2 content-length
                        response_body: set_buffer 1 0 99 new
                        response_end: set_buffer 1 0 0 !
                        """),
                Case.of(
                                "pause-buffers-and-grows",
                                """
                        request_body: buffer_size 0
                        request_body: action PAUSE_AND_BUFFER
                        request_end: get_buffer 0 0 100
                        """)
                        .with(TWO_CHUNKS),
                Case.of(
                                "pause-without-buffer-drops-nothing",
                                """
                        request_body: get_buffer 0 0 100
                        request_body: set_buffer 0 0 100 _
                        request_body: action PAUSE_WITHOUT_BUFFER
                        request_end: set_buffer 0 0 0 all
                        request_end: action PAUSE_AND_WATERMARK
                        every: 50
                        tick: effective stream
                        tick: continue 0
                        """)
                        .with(TWO_CHUNKS),
                Case.of(
                                "own-413",
                                """
                        request_body: action PAUSE_AND_BUFFER
                        response_headers: header 2 :status
                        response_body: get_buffer 1 0 100
                        log: prop_number response/flags
                        """)
                        .with(Request.of("POST", "/x").body("0123456789".repeat(4000)))
                        .with(b -> b.bufferLimit(16384)),
                Case.of(
                                "response-pause",
                                """
                        response_headers: action PAUSE
                        response_body: buffer_size 1
                        response_body: action PAUSE_AND_BUFFER
                        response_end: get_buffer 1 0 100
                        response_end: replace 2 x-test-r late
                        response_end: remove 2 content-length
                        """)
                        .with(b -> b.allowOnHeadersStopIteration())
                        .with(
                                Answer.events("one")
                                        .then(Step.pause(Duration.ofMillis(80)))
                                        .then(Step.chunk("two"))));
    }
}
