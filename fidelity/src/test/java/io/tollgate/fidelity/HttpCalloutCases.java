package io.tollgate.fidelity;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Step;
import java.time.Duration;
import java.util.List;

/** What an HTTP callout comes to. */
final class HttpCalloutCases {
    private HttpCalloutCases() {}

    static List<Case> all() {
        return List.of(
                call("http-call-answered", Answer.of(201, "x-a: 1").body("body")),
                call("http-call-answered-in-chunks", Answer.events("one", "two")),
                call("http-call-without-a-body", Answer.of(404, "content-length: 0")),
                call("http-call-never-answered", Answer.never()),
                call("http-call-answered-late", Answer.of(200).after(Duration.ofMillis(900))),
                call("http-call-aborted-before-headers", Answer.reset()),
                call("http-call-aborted-in-a-sized-body", sized().then(Step.reset())),
                call(
                        "http-call-aborted-in-chunks",
                        Answer.events("one")
                                .then(Step.pause(Duration.ofMillis(50)))
                                .then(Step.reset())),
                call("http-call-silent-in-the-body", sized().then(Step.silence())),
                call("http-call-silent-in-chunks", Answer.events("one").then(Step.silence())),
                call(
                        "http-call-late-in-the-body",
                        sized().then(Step.pause(Duration.ofMillis(900))).then(Step.chunk("two"))),
                ended("http-call-refused", Cluster.refusing()),
                ended("http-call-no-endpoints", Cluster.empty()));
    }

    private static Answer sized() {
        return Answer.of(200, "content-length: 6")
                .then(Step.chunk("one"))
                .then(Step.pause(Duration.ofMillis(50)));
    }

    private static Case call(String id, Answer answer) {
        return ended(id, Cluster.http(request -> answer));
    }

    private static Case ended(String id, Cluster cluster) {
        return Case.of(
                        id,
                        """
                        hcall: request_headers web 500
                        request_headers: action PAUSE
                        request_headers: http empty 100 :method=GET :path=/ :authority=a
                        callout: call_status
                        callout: effective stream
                        callout: continue 0
                        """)
                .with("empty", Cluster.empty())
                .with("web", cluster);
    }
}
