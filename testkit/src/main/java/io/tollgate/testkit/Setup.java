package io.tollgate.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Configuration of the filter and of the Envoy around it, with Envoy's defaults.
 *
 * @param name plugin name
 * @param rootId root_id
 * @param vmId vm_id; VMs with the same one share data
 * @param pluginConfig bytes of the plugin configuration
 * @param vmConfig bytes of the VM configuration
 * @param allowOnHeadersStopIteration {@code allow_on_headers_stop_iteration}
 * @param failurePolicy {@code failure_policy}
 * @param bufferLimit per_connection_buffer_limit_bytes of the listener
 * @param workers how many workers, each with its own VM
 * @param allVms also run the base VM and the main thread's VM, as Envoy does
 * @param clusters servers by cluster name; requests without a route of their own go to {@code
 *     upstream}
 * @param routes path prefix to cluster name; the first that fits
 * @param watchedFilterState filter state keys that {@link Exchange#filterState} is asked for
 * @param environment environment variables of the VM
 * @param routeTimeout {@code timeout} of every route: the whole answer's; zero for none
 */
public record Setup(
        String name,
        String rootId,
        String vmId,
        byte[] pluginConfig,
        byte[] vmConfig,
        boolean allowOnHeadersStopIteration,
        FailurePolicy failurePolicy,
        int bufferLimit,
        int workers,
        boolean allVms,
        Map<String, Cluster> clusters,
        Map<String, String> routes,
        List<String> watchedFilterState,
        Map<String, String> environment,
        Duration routeTimeout) {
    /** The default upstream's cluster name. */
    public static final String UPSTREAM = "upstream";

    /** Copies the collections. */
    public Setup {
        clusters = Map.copyOf(clusters);
        routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
        watchedFilterState = List.copyOf(watchedFilterState);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** The same with other servers. */
    public Setup withClusters(Map<String, Cluster> others) {
        return new Setup(
                name,
                rootId,
                vmId,
                pluginConfig,
                vmConfig,
                allowOnHeadersStopIteration,
                failurePolicy,
                bufferLimit,
                workers,
                allVms,
                others,
                routes,
                watchedFilterState,
                environment,
                routeTimeout);
    }

    /** Envoy's defaults, an empty configuration, and an upstream that answers {@code ok}. */
    public static Setup defaults() {
        return new Builder().build();
    }

    /** A plugin configuration, all else by default. */
    public static Builder config(String json) {
        return new Builder().config(json);
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private String name = "plugin";
        private String rootId = "";
        private String vmId = "vm";
        private byte[] pluginConfig = new byte[0];
        private byte[] vmConfig = new byte[0];
        private boolean allowStop;
        private FailurePolicy failurePolicy = FailurePolicy.FAIL_RELOAD;
        private int bufferLimit = 1 << 20;
        private int workers = 1;
        private boolean allVms;
        private final Map<String, Cluster> clusters = new LinkedHashMap<>();
        private final Map<String, String> routes = new LinkedHashMap<>();
        private final List<String> watched = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private Duration routeTimeout = Duration.ofSeconds(15);

        private Builder() {
            clusters.put(UPSTREAM, Cluster.http(request -> Answer.of(200).body("ok")));
        }

        /** Plugin configuration as text. */
        public Builder config(String json) {
            pluginConfig = json.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        /** VM configuration as text. */
        public Builder vmConfig(String text) {
            vmConfig = text.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        /** Plugin name. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** root_id. */
        public Builder rootId(String value) {
            rootId = value;
            return this;
        }

        /** vm_id. */
        public Builder vmId(String value) {
            vmId = value;
            return this;
        }

        /** Sets {@code allow_on_headers_stop_iteration}. */
        public Builder allowOnHeadersStopIteration() {
            allowStop = true;
            return this;
        }

        /** failure_policy. */
        public Builder failurePolicy(FailurePolicy policy) {
            failurePolicy = policy;
            return this;
        }

        /** per_connection_buffer_limit_bytes. */
        public Builder bufferLimit(int bytes) {
            bufferLimit = bytes;
            return this;
        }

        /** Number of workers. */
        public Builder workers(int count) {
            workers = count;
            return this;
        }

        /** Also runs the base VM and the main thread's. */
        public Builder allVms() {
            allVms = true;
            return this;
        }

        /** Puts a server behind a cluster name. */
        public Builder cluster(String cluster, Cluster server) {
            clusters.put(cluster, server);
            return this;
        }

        /** The server behind the default route. */
        public Builder upstream(Cluster server) {
            return cluster(UPSTREAM, server);
        }

        /** A server on the default route that gives this answer to everything. */
        public Builder upstream(Answer answer) {
            return upstream(Cluster.http(request -> answer));
        }

        /** Routes paths with this beginning to another cluster. */
        public Builder route(String prefix, String cluster) {
            routes.put(prefix, cluster);
            return this;
        }

        /** Makes filter state readable after a stream, by its key. */
        public Builder watchFilterState(String... keys) {
            watched.addAll(List.of(keys));
            return this;
        }

        /** An environment variable of the VM. */
        public Builder environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** How long an answer may take, from the request's end to its own; zero is for ever. */
        public Builder routeTimeout(Duration time) {
            routeTimeout = time;
            return this;
        }

        /** The finished configuration. */
        public Setup build() {
            return new Setup(
                    name,
                    rootId,
                    vmId,
                    pluginConfig,
                    vmConfig,
                    allowStop,
                    failurePolicy,
                    bufferLimit,
                    workers,
                    allVms,
                    clusters,
                    routes,
                    watched,
                    environment,
                    routeTimeout);
        }
    }
}
