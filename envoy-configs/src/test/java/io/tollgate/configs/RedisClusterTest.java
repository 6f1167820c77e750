package io.tollgate.configs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Launch;
import io.tollgate.testkit.real.Ports;
import io.tollgate.testkit.real.RealEnvoy;
import io.tollgate.testkit.real.RealParts;
import io.tollgate.testkit.real.RealRateLimitService;
import io.tollgate.testkit.real.RealStore;
import io.tollgate.testkit.real.ScriptedUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The settings for a Redis cluster: counters of many users lie on several nodes and are all right.
 */
class RedisClusterTest {

    private static final int NODES = 3;
    private static final int SLOTS = 16384;
    private static final int USERS = 24;

    @Test
    void countersOfOneServiceLieOnSeveralNodes() throws IOException {
        List<RealStore> nodes = new ArrayList<>();
        try (ScriptedUpstream upstream = ScriptedUpstream.json(Answers.OPENAI)) {
            List<String> busPorts = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                // By default the bus takes port + 10000, which may be no port at all.
                busPorts.add(String.valueOf(Ports.free()));
                nodes.add(
                        RealStore.start(
                                "--cluster-enabled", "yes", "--cluster-port", busPorts.get(i)));
            }
            join(nodes, busPorts.get(0));
            try (RealRateLimitService service =
                    RealRateLimitService.start(settings(nodes), "domain: llm\n")) {
                charge(service.grpcPort(), upstream.port());
                Await.until("all are charged", () -> charged(nodes) == USERS);
            }
            long used = nodes.stream().filter(n -> !tokenCounters(n).isEmpty()).count();
            assertTrue(used > 1, "counters on " + used + " node(s)");
        } finally {
            nodes.forEach(RealStore::close);
        }
    }

    private static void charge(int service, int upstream) {
        EnvoyConfig config = EnvoyConfig.load("limit.yaml").cluster("ratelimit", service);
        try (RealEnvoy envoy = Launch.of(config.cluster("provider", upstream).text()).start()) {
            // Names of one length and pattern can all hash to slots of one node, hour by hour.
            for (int i = 0; i < USERS; i++) {
                Map<String, String> user = Map.of("x-user", "u".repeat(i) + i * 977);
                assertEquals(200, Answers.ask(envoy.port("gateway"), "gpt-4o", user).status());
            }
            Await.until(
                    "charges are acknowledged",
                    () -> envoy.stat("cluster.ratelimit.upstream_rq_active") == 0);
        }
    }

    private static long charged(List<RealStore> nodes) {
        return nodes.stream()
                .mapToLong(n -> tokenCounters(n).values().stream().filter(v -> v == 16).count())
                .sum();
    }

    private static Map<String, Long> tokenCounters(RealStore node) {
        Map<String, Long> found = new HashMap<>(node.counters());
        found.keySet().removeIf(key -> !key.contains("tokens-per-hour"));
        return found;
    }

    private static void join(List<RealStore> nodes, String firstBus) {
        for (int i = 0; i < NODES; i++) {
            RealStore node = nodes.get(i);
            if (!node.isRedis()) {
                throw RealParts.missing("redis cluster", "only miniredis is here");
            }
            String from = String.valueOf(SLOTS * i / NODES);
            String to = String.valueOf(SLOTS * (i + 1) / NODES - 1);
            node.call("CLUSTER", "ADDSLOTSRANGE", from, to);
            String first = String.valueOf(nodes.get(0).port());
            node.call("CLUSTER", "MEET", "127.0.0.1", first, firstBus);
        }
        for (RealStore node : nodes) {
            Await.until("the cluster is whole", () -> whole(node.call("CLUSTER", "INFO").get(0)));
        }
    }

    private static boolean whole(String info) {
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + NODES);
    }

    /** The file that people copy, with the nodes of this test. */
    private static Map<String, String> settings(List<RealStore> nodes) throws IOException {
        Map<String, String> settings = new HashMap<>();
        for (String line : Files.readAllLines(EnvoyConfig.folder().resolve("redis-cluster.env"))) {
            if (!line.startsWith("#") && !line.isBlank()) {
                settings.put(
                        line.substring(0, line.indexOf('=')),
                        line.substring(line.indexOf('=') + 1));
            }
        }
        StringBuilder urls = new StringBuilder();
        for (RealStore node : nodes) {
            urls.append(urls.length() == 0 ? "" : ",").append("127.0.0.1:").append(node.port());
        }
        settings.put("REDIS_URL", urls.toString());
        return settings;
    }
}
