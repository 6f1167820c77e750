package io.tollgate.fidelity;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Step;
import java.time.Duration;
import java.util.List;

/** How streams end: time-outs, flags, lengths, and what is known of the route on the way. */
final class EndingCases {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Step PAUSE = Step.pause(Duration.ofMillis(80));
    private static final String ENDING =
            """
            response_headers: header 2 :status
            response_end: log 2 end
            log: header 2 :status
            log: prop response/code_details
            log: prop_number response/code
            log: prop_number response/flags
            """;

    private EndingCases() {}

    static List<Case> all() {
        return List.of(
                ending("timeout-before-the-headers")
                        .with(Answer.never())
                        .with(b -> b.routeTimeout(SHORT)),
                ending("timeout-in-the-middle-of-an-answer")
                        .with(
                                Answer.events("one")
                                        .then(Step.pause(Duration.ofMillis(1500)))
                                        .then(Step.chunk("two")))
                        .with(b -> b.routeTimeout(SHORT)),
                ending("timeout-counts-from-the-end-of-the-request")
                        .with(
                                Request.of("POST", "/x")
                                        .then(Step.chunk("abc"))
                                        .then(Step.pause(Duration.ofMillis(700)))
                                        .then(Step.chunk("def")))
                        .with(b -> b.routeTimeout(SHORT)),
                Case.of(
                                "timeout-while-the-filter-holds-the-answer",
                                """
                                response_headers: action PAUSE
                                response_body: action PAUSE_AND_BUFFER
                                log: prop response/code_details
                                log: prop_number response/flags
                                """)
                        .with(b -> b.allowOnHeadersStopIteration().routeTimeout(SHORT))
                        .with(
                                Answer.events("one")
                                        .then(Step.pause(Duration.ofMillis(1500)))
                                        .then(Step.chunk("two"))),
                ending("no-timeout")
                        .with(Answer.events("one").after(Duration.ofMillis(500)))
                        .with(b -> b.routeTimeout(Duration.ZERO)),
                ending("http2-upstream-resets")
                        .with(Request.of("POST", "/x").body("hello"))
                        .with(b -> b.upstream(Cluster.http2(r -> Answer.reset()))),
                ending("http2-upstream-resets-in-the-middle")
                        .with(Request.of("POST", "/x").body("hello"))
                        .with(
                                b ->
                                        b.upstream(
                                                Cluster.http2(
                                                        r ->
                                                                Answer.events("one")
                                                                        .then(PAUSE)
                                                                        .then(Step.reset())))),
                ending("http2-client-resets")
                        .with(
                                Request.of("POST", "/x")
                                        .overHttp2()
                                        .then(Step.chunk("ab"))
                                        .then(Step.pause(Duration.ofMillis(100)))
                                        .then(Step.reset()))
                        .with(Answer.never()),
                answer("answer-without-a-length-and-body", Answer.of(200)),
                answer("answer-of-length-zero", Answer.of(200, "content-length: 0")),
                answer("answer-of-no-content", Answer.of(204)),
                answer(
                        "answer-in-chunks",
                        Answer.events("one")
                                .then(Step.pause(Duration.ofMillis(80)))
                                .then(Step.chunk("two"))),
                answer("answer-of-a-length", Answer.of(200).body("hello")),
                xds("route-known-before-the-router", "upstream"),
                xds("route-to-an-unknown-cluster", "nowhere"),
                Case.of(
                                "route-of-a-path-that-changes",
                                """
                                request_headers: prop xds/cluster_name
                                request_headers: replace 0 :path /other
                                request_headers: prop xds/cluster_name
                                response_headers: prop xds/cluster_name
                                log: prop xds/cluster_name
                                """)
                        .with(b -> b.route("/other", "second"))
                        .with("second", Cluster.http(r -> Answer.of(200).body("second"))),
                Case.of(
                                "route-of-no-host",
                                """
                                log: prop xds/cluster_name
                                log: prop xds/route_name
                                log: prop xds/virtual_host_name
                                """)
                        .with(Request.get("/x").host("")));
    }

    private static Case ending(String id) {
        return Case.of(id, ENDING);
    }

    private static Case answer(String id, Answer answer) {
        return Case.of(
                        id,
                        """
                        response_headers: header 2 content-length
                        response_headers: header 2 transfer-encoding
                        response_headers: buffer_size 1
                        response_body: get_buffer 1 0 100
                        response_end: buffer_size 1
                        log: prop_number response/size
                        """)
                .with(answer);
    }

    private static Case xds(String id, String cluster) {
        return Case.of(
                        id,
                        """
                        request_headers: prop xds/cluster_name
                        request_headers: prop xds/route_name
                        request_headers: prop xds/virtual_host_name
                        request_headers: prop_size xds/filter_chain_name
                        request_headers: prop_size xds/cluster_metadata
                        request_headers: prop_size xds/route_metadata
                        response_headers: prop xds/cluster_name
                        response_headers: prop xds/route_name
                        log: prop xds/cluster_name
                        log: prop xds/route_name
                        log: prop_number response/flags
                        """)
                .with(b -> b.route("/x", cluster));
    }
}
