package io.tollgate.configs;

import com.fasterxml.jackson.jr.ob.JSON;
import io.tollgate.testkit.real.RealParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/**
 * A configuration of this folder as it stands there, with what no test can have replaced: ports
 * become free ones, clusters point to scripted servers, the module is the one just built.
 * Everything else is what the reader of the file copies.
 */
final class EnvoyConfig {

    private final Map<String, Object> root;

    private EnvoyConfig(Map<String, Object> root) {
        this.root = root;
    }

    static Path folder() {
        return RealParts.root().resolve("envoy-configs");
    }

    static EnvoyConfig load(String name) {
        try {
            return new EnvoyConfig(new Yaml().load(Files.readString(folder().resolve(name))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Points a cluster to a port of this machine, in clear text. */
    EnvoyConfig cluster(String name, int port) {
        for (Object item : list(map(root, "static_resources"), "clusters")) {
            Map<String, Object> cluster = cast(item);
            if (name.equals(cluster.get("name"))) {
                cluster.remove("transport_socket");
                cluster.put("type", "STATIC");
                Map<String, Object> address = Map.of("address", "127.0.0.1", "port_value", port);
                Map<String, Object> endpoint =
                        Map.of("endpoint", Map.of("address", Map.of("socket_address", address)));
                List<Object> endpoints = List.of(Map.of("lb_endpoints", List.of(endpoint)));
                cluster.put(
                        "load_assignment", Map.of("cluster_name", name, "endpoints", endpoints));
                return this;
            }
        }
        throw new IllegalArgumentException("no cluster " + name);
    }

    /** The filter's own configuration, as JSON. */
    String filterConfig() {
        Object value = map(wasm(), "configuration").get("value");
        return value instanceof String text ? text : json(value);
    }

    /** Replaces the filter's own configuration. */
    EnvoyConfig filterConfig(String json) {
        String type = "type.googleapis.com/google.protobuf.StringValue";
        wasm().put("configuration", new LinkedHashMap<>(Map.of("@type", type, "value", json)));
        return this;
    }

    /** The configuration as Envoy gets it. */
    String text() {
        Path module = RealParts.root().resolve("plugin/filter/target/tollgate.wasm");
        if (!Files.exists(module)) {
            throw RealParts.missing("tollgate.wasm", "build plugin/filter first");
        }
        map(map(map(wasm(), "vm_config"), "code"), "local").put("filename", module.toString());
        patience(map(wasm(), "configuration"));
        Map<String, Object> here = Map.of("address", "127.0.0.1", "port_value", 0);
        map(root, "admin").put("address", Map.of("socket_address", here));
        for (Object listener : list(map(root, "static_resources"), "listeners")) {
            EnvoyConfig.<Map<String, Object>>cast(listener)
                    .put("address", Map.of("socket_address", here));
        }
        return json(root);
    }

    /**
     * A look that takes longer than 200 ms lets the request pass, which is no failure of what is
     * tested here.
     */
    private static void patience(Map<String, Object> configuration) {
        String domain = "\"domain\": \"llm\"";
        if (configuration.get("value") instanceof String text) {
            configuration.put("value", text.replace(domain, domain + ", \"timeout\": \"10s\""));
        } else if (map(configuration, "value").containsKey("rateLimit")) {
            map(map(configuration, "value"), "rateLimit").put("timeout", "10s");
        }
    }

    private Map<String, Object> wasm() {
        List<Map<String, Object>> found = new ArrayList<>();
        find(root, found);
        return found.get(0);
    }

    private static void find(Object value, List<Map<String, Object>> found) {
        if (value instanceof Map<?, ?> map) {
            if (map.containsKey("vm_config")) {
                found.add(cast(map));
            }
            map.values().forEach(inner -> find(inner, found));
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> find(inner, found));
        }
    }

    private static String json(Object value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        return cast(parent.computeIfAbsent(key, k -> new LinkedHashMap<String, Object>()));
    }

    private static List<?> list(Map<String, Object> parent, String key) {
        return (List<?>) parent.get(key);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
