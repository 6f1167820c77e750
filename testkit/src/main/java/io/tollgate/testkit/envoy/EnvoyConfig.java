package io.tollgate.testkit.envoy;

import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Setup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Writes a setup as envoy.yaml. */
final class EnvoyConfig {
    /** Between the fields of an access log line. */
    static final String SEPARATOR = "\u001f";

    private static final String WHOLE =
            """
            stats_flush_interval: 0.1s
            static_resources:
              listeners:
              - name: in
                address: {socket_address: {address: 127.0.0.1, port_value: 0}}
                per_connection_buffer_limit_bytes: @LIMIT@
                filter_chains:
                - filters:
                  - name: hcm
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                      stat_prefix: in
                      access_log:
                      - name: stdout
                        typed_config:
                          "@type": type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog
                          path: /dev/stdout
                          log_format: {text_format_source: {inline_string: "@LOG@\\n"}}
                      route_config:
                        validate_clusters: false
                        virtual_hosts:
                        - name: test
                          domains: ["*"]
                          routes:
            @ROUTES@
                      http_filters:
                      - name: wasm
                        typed_config:
                          "@type": type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm
                          config:
                            name: @NAME@
                            root_id: @ROOT@
                            failure_policy: @POLICY@
                            allow_on_headers_stop_iteration: @STOP@
                            configuration: {"@type": type.googleapis.com/google.protobuf.StringValue, value: @CONFIG@}
                            vm_config:
                              vm_id: @VM@
                              runtime: envoy.wasm.runtime.v8
                              code: {local: {filename: @WASM@}}
                              configuration: {"@type": type.googleapis.com/google.protobuf.StringValue, value: @VMCONFIG@}
                              environment_variables: {key_values: {@ENV@}}
                      - name: router
                        typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}
              clusters:
            @CLUSTERS@
            """;

    private static final String HTTP2 =
            """
                typed_extension_protocol_options:
                  envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
                    "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
                    explicit_http_config: {http2_protocol_options: {}}
            """;
    private static final String ENDPOINT =
            "[{lb_endpoints: [{endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: @}}}}]}]";

    private EnvoyConfig() {}

    static String of(Setup setup, Path module, Map<String, Optional<Integer>> ports) {
        return WHOLE.replace("@LIMIT@", Integer.toString(setup.bufferLimit()))
                .replace("@LOG@", log(setup))
                .replace("@ROUTES@", routes(setup))
                .replace("@NAME@", quoted(setup.name()))
                .replace("@ROOT@", quoted(setup.rootId()))
                .replace("@VM@", quoted(setup.vmId()))
                .replace("@POLICY@", setup.failurePolicy().name())
                .replace("@STOP@", Boolean.toString(setup.allowOnHeadersStopIteration()))
                .replace("@CONFIG@", quoted(text(setup.pluginConfig())))
                .replace("@VMCONFIG@", quoted(text(setup.vmConfig())))
                .replace("@WASM@", quoted(module.toAbsolutePath().toString()))
                .replace("@ENV@", environment(setup))
                .replace("@CLUSTERS@", clusters(setup, ports));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String log(Setup setup) {
        String separator = "\\x1f";
        StringBuilder line = new StringBuilder("%DOWNSTREAM_REMOTE_PORT%").append(separator);
        line.append("%REQ(X-REQUEST-ID)%").append(separator).append("%RESPONSE_CODE_DETAILS%");
        for (String key : setup.watchedFilterState()) {
            line.append(separator).append("%FILTER_STATE(").append(key).append(":PLAIN)%");
        }
        return line.toString();
    }

    private static String routes(Setup setup) {
        StringBuilder routes = new StringBuilder();
        setup.routes().forEach((prefix, cluster) -> routes.append(route(setup, prefix, cluster)));
        return routes.append(route(setup, "/", Setup.UPSTREAM)).toString();
    }

    private static String route(Setup setup, String prefix, String cluster) {
        return "              - {match: {prefix: "
                + quoted(prefix)
                + "}, route: {cluster: "
                + quoted(cluster)
                + ", timeout: "
                + setup.routeTimeout().toMillis() / 1000.0
                + "s}}\n";
    }

    private static String environment(Setup setup) {
        StringBuilder all = new StringBuilder();
        setup.environment()
                .forEach(
                        (name, value) ->
                                all.append(all.length() == 0 ? "" : ", ")
                                        .append(quoted(name))
                                        .append(": ")
                                        .append(quoted(value)));
        return all.toString();
    }

    private static String clusters(Setup setup, Map<String, Optional<Integer>> ports) {
        StringBuilder all = new StringBuilder();
        setup.clusters()
                .forEach((name, cluster) -> all.append(cluster(name, cluster, ports.get(name))));
        return all.toString();
    }

    private static String cluster(String name, Cluster cluster, Optional<Integer> port) {
        String endpoints = port.map(p -> ENDPOINT.replace("@", Integer.toString(p))).orElse("[]");
        String assignment = "{cluster_name: " + quoted(name) + ", endpoints: " + endpoints + "}";
        String protocol = speaksHttp2(cluster) ? HTTP2 : "";
        return "  - name: "
                + quoted(name)
                + "\n"
                + protocol
                + "    load_assignment: "
                + assignment
                + "\n";
    }

    private static boolean speaksHttp2(Cluster cluster) {
        return cluster instanceof Cluster.Grpc
                || cluster instanceof Cluster.GrpcStreams
                || (cluster instanceof Cluster.Http http && http.http2());
    }

    /** A YAML double-quoted scalar. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\x%02x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
