package io.tollgate.fidelity;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.GrpcAnswer;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The cases, by family. */
final class Cases {
    private static final Request TWO_CHUNKS =
            Request.of("POST", "/x")
                    .then(Step.chunk("abc"))
                    .then(Step.pause(Duration.ofMillis(60)))
                    .then(Step.chunk("def"));

    private Cases() {}

    static List<Case> all() {
        List<Case> all = new ArrayList<>();
        all.addAll(headers());
        all.addAll(buffers());
        all.addAll(streams());
        all.addAll(state());
        all.addAll(callouts());
        all.addAll(EndingCases.all());
        all.addAll(HttpCalloutCases.all());
        all.addAll(ReadCases.all());
        all.addAll(BodyCases.all());
        return all;
    }

    private static List<Case> headers() {
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

    private static List<Case> buffers() {
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

    private static List<Case> streams() {
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

    private static List<Case> state() {
        return List.of(
                Case.of(
                        "properties",
                        """
                        request_headers: prop request/path
                        request_headers: prop request/url_path
                        request_headers: prop request/query
                        request_headers: prop request/method
                        request_headers: prop request/host
                        request_headers: prop request/scheme
                        request_headers: prop request/protocol
                        request_headers: prop request/useragent
                        request_headers: prop request/headers/x-test-a
                        request_headers: prop request/headers/x-none
                        request_headers: prop request/referer
                        request_headers: prop_number request/size
                        request_headers: prop plugin_name
                        request_headers: prop plugin_root_id
                        request_headers: prop plugin_vm_id
                        request_headers: prop nothing
                        request_headers: prop request/nothing
                        request_headers: prop response/code_details
                        request_headers: prop_number response/code
                        request_headers: prop_size connection/mtls
                        request_headers: prop upstream/address
                        request_headers: prop_number listener_direction
                        request_headers: prop cluster_name
                        request_headers: prop xds/cluster_name
                        request_headers: prop xds/route_name
                        request_headers: prop xds/virtual_host_name
                        request_headers: prop_number xds/listener_direction
                        request_headers: prop_size metadata
                        log: prop_number response/code
                        log: prop response/code_details
                        log: prop_number response/size
                        log: prop_number upstream/request_attempt_count
                        configure: prop plugin_name
                        configure: prop request/path
                        """),
                Case.of(
                        "filter-state",
                        """
                        request_headers: set_prop x first
                        request_headers: prop x
                        request_headers: prop filter_state/wasm.x
                        request_headers: set_prop x second
                        request_headers: prop x
                        log: set_prop late value
                        configure: set_prop x no
                        """),
                Case.of(
                        "declared-properties",
                        """
                        configure: foreign declare_property hex:0a02726f1001
                        configure: foreign declare_property hex:0a02726f1001
                        request_headers: set_prop ro once
                        request_headers: set_prop ro twice
                        request_headers: prop ro
                        """),
                Case.of(
                        "typed-filter-state",
                        """
                        request_headers: foreign set_envoy_filter_state hex:0a1b656e766f792e726174656c696d69742e686974735f616464656e6412023737
                        request_headers: foreign set_envoy_filter_state hex:0a1b656e766f792e726174656c696d69742e686974735f616464656e6412027878
                        request_headers: foreign set_envoy_filter_state hex:0a076e6f737563682e12017a
                        request_headers: foreign set_envoy_filter_state hex:0a0c656e766f792e737472696e6712017a
                        """),
                Case.of(
                        "foreign-functions",
                        """
                        request_headers: foreign nothing x
                        request_headers: foreign clear_route_cache _
                        request_headers: roundtrip some~text
                        request_headers: foreign uncompress rubbish
                        """),
                Case.of(
                        "metrics",
                        """
                        request_headers: metric 0 probe.c
                        request_headers: inc own 2
                        request_headers: inc own 0
                        request_headers: inc own -1
                        request_headers: rec own 5
                        request_headers: value own
                        request_headers: metric 1 probe.g
                        request_headers: inc own 3
                        request_headers: inc own -1
                        request_headers: value own
                        request_headers: rec own 9
                        request_headers: value own
                        request_headers: metric 2 probe.h
                        request_headers: inc own 1
                        request_headers: rec own 7
                        request_headers: value own
                        request_headers: metric 3 probe.x
                        request_headers: inc 4000 1
                        request_headers: rec 4000 1
                        request_headers: value 4000
                        request_headers: metric 0 probe.c
                        request_headers: value own
                        """),
                Case.of(
                        "shared-data",
                        """
                        request_headers: shared_get k
                        request_headers: shared_set k one 0
                        request_headers: shared_get k
                        request_headers: shared_set k two 0
                        request_headers: shared_cas k three
                        request_headers: shared_get k
                        request_headers: shared_set fresh v 77
                        """),
                Case.of(
                        "shared-queues",
                        """
                        request_headers: dequeue 4000
                        request_headers: enqueue 4000 x
                        request_headers: resolve _ q
                        request_headers: queue q
                        request_headers: resolve _ q
                        request_headers: resolve other q
                        request_headers: dequeue own
                        request_headers: enqueue own item
                        request_headers: dequeue own
                        """),
                Case.of(
                        "system",
                        """
                        request_headers: log 6 too~high
                        request_headers: log 5 critical
                        request_headers: effective 99999
                        request_headers: effective 1
                        request_headers: header 0 x-test-a
                        request_headers: effective stream
                        request_headers: header 0 x-test-a
                        request_headers: done
                        request_headers: tick 0
                        request_headers: level
                        """));
    }

    private static List<Case> callouts() {
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
