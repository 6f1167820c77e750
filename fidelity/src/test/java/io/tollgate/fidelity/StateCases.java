package io.tollgate.fidelity;

import java.util.List;

/** Properties, filter state, foreign functions, metrics, shared data and queues. */
final class StateCases {
    private StateCases() {}

    static List<Case> all() {
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
}
