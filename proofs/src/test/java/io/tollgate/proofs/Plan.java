package io.tollgate.proofs;

import io.tollgate.testkit.real.RealParts;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The Envoy of a proof.
 *
 * @param config the filter's configuration
 * @param workers worker threads
 * @param bufferLimit bytes that Envoy buffers for a connection
 * @param flag whether Envoy lets the module hold a request at its headers
 * @param routes routes before the one that takes all, in YAML's flow style, a line each
 * @param filters filters behind the module, in the same way
 * @param module the module
 */
record Plan(
        String config,
        int workers,
        int bufferLimit,
        boolean flag,
        String routes,
        String filters,
        Path module) {

    private static final String LISTENER =
            """
            name: gateway
            address: {socket_address: {address: 127.0.0.1, port_value: @PORT@}}
            per_connection_buffer_limit_bytes: @LIMIT@
            filter_chains:
            - filters:
              - name: envoy.filters.network.http_connection_manager
                typed_config:
                  "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                  stat_prefix: gateway
                  access_log:
                  - name: stdout
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog
                      path: /dev/stdout
                      log_format: {text_format_source: {inline_string: "%REQ(X-TEAM)% %RESPONSE_CODE% %RESPONSE_CODE_DETAILS% %RESPONSE_FLAGS% %FILTER_STATE(wasm.tollgate:PLAIN)%\\n"}}
                  route_config:
                    virtual_hosts:
                    - name: all
                      domains: ["*"]
                      routes:
            @ROUTES@          - {match: {prefix: /}, route: {cluster: provider, timeout: 120s}}
                  http_filters:
                  - name: tollgate
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm
                      config:
                        name: tollgate
                        root_id: tollgate
                        failure_policy: FAIL_RELOAD
                        allow_on_headers_stop_iteration: @FLAG@
                        vm_config:
                          vm_id: tollgate
                          runtime: envoy.wasm.runtime.v8
                          code: {local: {filename: @MODULE@}}
                        configuration: {"@type": type.googleapis.com/google.protobuf.StringValue, value: '@CONFIG@'}
            @FILTERS@      - name: router
                    typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}
            """;

    private static final String CLUSTERS =
            """
              clusters:
              - name: provider
                connect_timeout: 5s
                circuit_breakers: {thresholds: [{max_connections: 100000, max_pending_requests: 100000, max_requests: 100000, max_retries: 1000}]}
                load_assignment: {cluster_name: provider, endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: @PROVIDER@}}}}]}]}
              - name: dead
                connect_timeout: 1s
                load_assignment: {cluster_name: dead, endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: 1}}}}]}]}
              - name: ratelimit
                connect_timeout: 2s
                circuit_breakers: {thresholds: [{max_connections: 100000, max_pending_requests: 100000, max_requests: 100000}]}
                typed_extension_protocol_options:
                  envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
                    "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
                    explicit_http_config: {http2_protocol_options: {}}
                load_assignment: {cluster_name: ratelimit, endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: @SERVICE@}}}}]}]}
            """;

    static Plan of(String config) {
        Path module = RealParts.root().resolve("plugin/filter/target/tollgate.wasm");
        return new Plan(config, 1, 1 << 20, true, "", "", module);
    }

    Plan workers(int number) {
        return new Plan(config, number, bufferLimit, flag, routes, filters, module);
    }

    Plan bufferLimit(int bytes) {
        return new Plan(config, workers, bytes, flag, routes, filters, module);
    }

    Plan withoutFlag() {
        return new Plan(config, workers, bufferLimit, false, routes, filters, module);
    }

    Plan routes(String lines) {
        return new Plan(config, workers, bufferLimit, flag, lines, filters, module);
    }

    Plan filters(String lines) {
        return new Plan(config, workers, bufferLimit, flag, routes, lines, module);
    }

    Plan module(Path other) {
        return new Plan(config, workers, bufferLimit, flag, routes, filters, other);
    }

    /** The listener, without indentation. */
    String listener(int port) {
        if (!Files.exists(module)) {
            throw RealParts.missing("tollgate.wasm", "build plugin/filter first");
        }
        return LISTENER.replace("@PORT@", String.valueOf(port))
                .replace("@LIMIT@", String.valueOf(bufferLimit))
                .replace("@FLAG@", String.valueOf(flag))
                .replace("@MODULE@", module.toString())
                .replace("@CONFIG@", config.strip().replace("\n", " "))
                .replace("@ROUTES@", routes.indent(10))
                .replace("@FILTERS@", filters.indent(6));
    }

    static String clusters(int provider, int service) {
        return CLUSTERS.replace("@PROVIDER@", String.valueOf(provider))
                .replace("@SERVICE@", String.valueOf(service));
    }

    /** A bootstrap whose listener stands in a file that Envoy watches. */
    static String watching(Path listeners, int provider, int service) {
        return "node: {id: proofs, cluster: proofs}\n"
                + "dynamic_resources: {lds_config: {path_config_source: {path: "
                + listeners
                + "}}}\n"
                + "static_resources:\n"
                + clusters(provider, service);
    }

    /** The content of such a file. */
    String listeners(int port) {
        return "resources:\n- \"@type\": type.googleapis.com/envoy.config.listener.v3.Listener\n"
                + listener(port).indent(2);
    }

    String bootstrap(int provider, int service) {
        String listener = listener(0).indent(4);
        return "static_resources:\n  listeners:\n  - "
                + listener.substring(4)
                + clusters(provider, service);
    }
}
