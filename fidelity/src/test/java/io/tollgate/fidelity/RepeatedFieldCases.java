package io.tollgate.fidelity;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Step;
import java.util.List;

/** What is there several times stays so over both protocols; and what a peer seldom sends. */
final class RepeatedFieldCases {
    private static final String LOOK =
            """
            request_headers: headers 0
            response_headers: headers 2
            response_headers: header 2 x-test-r
            """;
    private static final Answer TWICE = Answer.of(200, "x-test-r: one", "x-test-r: two").body("ok");

    private RepeatedFieldCases() {}

    static List<Case> all() {
        return List.of(
                Case.of("repeated-fields", LOOK).with(TWICE),
                Case.of("repeated-fields-over-http2", LOOK)
                        .with(Case.POST.overHttp2())
                        .with(b -> b.upstream(Cluster.http2(r -> TWICE))),
                bytes(),
                Case.of("expect-100-continue", "request_headers: header 0 expect\n")
                        .with(Case.POST.header("expect: 100-continue")),
                held());
    }

    /** A body over HTTP/2 that is no text. */
    private static Case bytes() {
        byte[] odd = {(byte) 0xff, 'a', (byte) 0xfe};
        return Case.of("bytes-over-http2", "request_end: buffer_size 0\n")
                .with(Request.of("POST", "/x").overHttp2().then(Step.chunk(odd)))
                .with(
                        b ->
                                b.upstream(
                                        Cluster.http2(
                                                r ->
                                                        Answer.of(200)
                                                                .body("got " + r.body().length))));
    }

    private static Case held() {
        return Case.of(
                        "trailers-held",
                        """
                        hcall: request_trailers web 500
                        request_trailers: action PAUSE
                        callout: effective stream
                        callout: header 1 x-test-t
                        callout: add 1 x-test-u 2
                        callout: continue 0
                        """)
                .with(
                        Request.of("POST", "/x")
                                .overHttp2()
                                .then(Step.chunk("ab"))
                                .then(Step.trailers("x-test-t: 1")))
                .with("web", Cluster.http(r -> Answer.json("{}")))
                .with(
                        b ->
                                b.upstream(
                                        Cluster.http2(
                                                r -> Answer.of(200).body("got " + r.trailers()))));
    }
}
