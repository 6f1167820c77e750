package io.tollgate.fidelity;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Request;
import java.util.List;

/** Reads and edits of header maps, when they may be and when not. */
final class HeaderCases {
    private HeaderCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        "header-reads",
                        """
                        request_headers: header 0 x-test-a
                        request_headers: header 0 X-Test-A
                        request_headers: header 0 x-test-empty
                        request_headers: header 0 x-test-none
                        request_headers: headers 0
                        request_headers: header 2 x-test-a
                        request_headers: headers 2
                        request_headers: header 9 x-test-a
                        request_headers: header 4 x-test-a
                        request_headers: header 6 x-test-a
                        request_end: header 0 x-test-a
                        request_end: headers 0
                        response_headers: header 0 x-test-a
                        response_headers: header 2 :status
                        log: header 0 x-test-a
                        log: header 0 x-test-none
                        log: header 1 x-test-a
                        log: header 2 :status
                        log: headers 0
                        """),
                Case.of(
                                "header-edits",
                                """
                        request_headers: add 0 x-test-a three
                        request_headers: replace 0 x-test-b four
                        request_headers: remove 0 x-test-empty
                        request_headers: remove 0 x-test-none
                        request_headers: headers 0
                        request_headers: replace 0 x-test-a only
                        request_headers: headers 0
                        request_headers: replace 0 x-test-b five
                        request_headers: headers 0
                        request_headers: add 2 x-test-r no
                        request_headers: add 4 x-test-r no
                        request_end: add 0 x-test-late no
                        response_headers: add 2 x-test-r yes
                        response_headers: remove 2 x-test-up
                        response_headers: add 0 x-test-late no
                        log: add 0 x-test-log no
                        log: remove 2 x-test-r
                        """)
                        .with(Answer.of(200, "x-test-up: 1").body("ok")),
                Case.of(
                                "header-pairs",
                                """
                        response_headers: headers 2
                        response_headers: set_headers 2 :status=201 x-test-n=1 x-test-n=2
                        response_headers: headers 2
                        """)
                        .with(Answer.of(200, "x-test-up: 1").body("ok")),
                Case.of(
                        "malformed-pairs-are-an-empty-map",
                        """
                        response_headers: set_headers_raw 2 hex:010000
                        response_headers: headers 2
                        """),
                Case.of(
                        "a-required-request-header-removed",
                        """
                        request_headers: remove 0 :path
                        log: prop_number response/flags
                        """),
                Case.of(
                                "trailers-made-in-the-last-body-callback",
                                """
                        request_end: add 1 x-test-t made
                        request_end: header 1 x-test-t
                        """)
                        .with(Request.json("/x", "{}"))
                        .with(
                                b ->
                                        b.upstream(
                                                Cluster.http2(
                                                        r ->
                                                                Answer.of(200)
                                                                        .body(
                                                                                "trailers "
                                                                                        + r
                                                                                                .trailers())))));
    }
}
