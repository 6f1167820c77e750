package io.tollgate.fidelity;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.GrpcAnswer;
import java.util.List;

/** Calls to other services over gRPC and HTTP. */
final class CalloutCases {
    private CalloutCases() {}

    static List<Case> all() {
        Cluster ok = Cluster.grpc(call -> GrpcAnswer.message(new byte[] {10, 1, 66}));
        return List.of(
                grpc("grpc-ok", ok),
                grpc("grpc-failure", Cluster.grpc(call -> GrpcAnswer.failure(7, "no"))),
                grpc("grpc-timeout", Cluster.grpc(call -> GrpcAnswer.never())),
                grpc("grpc-refused", Cluster.refusing()),
                grpc("grpc-no-endpoints", Cluster.empty()),
                grpc("grpc-http1", Cluster.http(r -> Answer.of(200).body("no"))),
                Case.of(
                        "grpc-rejections",
                        """
                        request_headers: grpc hex:ffffff
                        request_headers: grpc hex:0a090a076e6f7768657265
                        request_headers: cancel 4
                        request_headers: cancel 5001
                        request_headers: send 5 x
                        """),
                Case.of(
                                "http-rejections",
                                """
                        request_headers: http nowhere 100 :method=GET :path=/ :authority=a
                        request_headers: http web 100 :method=GET :path=/
                        request_headers: http web 100 :method=GET :authority=a
                        request_headers: http web 100 :path=/ :authority=a
                        request_headers: http web -5 :method=GET :path=/ :authority=a
                        request_headers: http web 100 :method=GET :path=/ :authority=a
                        request_headers: call_status
                        """)
                        .with("web", Cluster.http(r -> Answer.json("{}"))),
                Case.of(
                                "look-then-deny",
                                """
                        call: request_headers web
                        request_headers: action PAUSE
                        callout: effective stream
                        callout: reply 429 denied over x-test-r=1
                        """)
                        .with("web", ok),
                Case.of(
                                "look-after-the-body-then-continue",
                                """
                        call: request_end web
                        request_headers: action PAUSE
                        request_body: action PAUSE_AND_BUFFER
                        request_end: action PAUSE_AND_BUFFER
                        callout: effective stream
                        callout: get_buffer 0 0 100
                        callout: remove 0 content-length
                        callout: set_buffer 0 0 5 HELLO!
                        callout: add 0 x-test-late yes
                        callout: continue 0
                        """)
                        .with("web", ok)
                        .with(b -> b.allowOnHeadersStopIteration()),
                Case.of(
                                "call-in-log-ends-on-the-root",
                                """
                        call: log web
                        callout: log 2 never
                        callout_late: effective stream
                        """)
                        .with("web", ok));
    }

    private static Case grpc(String id, Cluster server) {
        return Case.of(
                        id,
                        """
                call: request_headers web
                request_headers: action PAUSE
                callout: effective stream
                callout: continue 0
                """)
                .with("web", server);
    }
}
