package io.tollgate.testkit.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The real parts against themselves: a plain Envoy with no module in it. */
class RealPartsTest {

    static String plainEnvoy(int upstream) {
        return """
                static_resources:
                  listeners:
                  - name: in
                    address: {socket_address: {address: 127.0.0.1, port_value: 0}}
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
                              log_format: {text_format_source: {inline_string: "%RESPONSE_CODE% %RESPONSE_FLAGS%\\n"}}
                          route_config:
                            virtual_hosts:
                            - name: all
                              domains: ["*"]
                              routes: [{match: {prefix: /}, route: {cluster: up}}]
                          http_filters:
                          - name: router
                            typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}
                  clusters:
                  - name: up
                    load_assignment:
                      cluster_name: up
                      endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: @UP@}}}}]}]
                """
                .replace("@UP@", String.valueOf(upstream));
    }

    @Test
    void anAnswerPassesEnvoyAndIsCountedAndLogged() {
        try (ScriptedUpstream upstream = ScriptedUpstream.json("{\"ok\":true}");
                RealEnvoy envoy = Launch.of(plainEnvoy(upstream.port())).start()) {
            RealClient.Answer answer =
                    RealClient.post(envoy.port("in"), "/v1/x", Map.of("x-a", "b"), "{\"in\":1}");
            assertEquals(200, answer.status());
            assertEquals("{\"ok\":true}", answer.text());
            assertEquals("{\"in\":1}", upstream.exchange(0).text());
            assertEquals(Optional.of("b"), upstream.exchange(0).header("x-a"));
            assertEquals(List.of("200 -"), envoy.accessLog(1));
            assertEquals(1, envoy.stat("cluster.up.upstream_rq_200"));
            assertTrue(envoy.prometheus().contains("envoy_cluster_upstream_rq_total"));
        }
    }

    @Test
    void chunksPassOneByOneWhileTheUpstreamWaits() {
        Gate gate = new Gate();
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.start(
                                exchange -> {
                                    exchange.body();
                                    exchange.startEvents();
                                    exchange.chunk("data: 1\n\n");
                                    gate.pass();
                                    exchange.chunk("data: 2\n\n");
                                    exchange.endChunks();
                                });
                RealEnvoy envoy = Launch.of(plainEnvoy(upstream.port())).start();
                RealClient client = RealClient.connect(envoy.port("in"))) {
            client.sendHead("POST", "/", Map.of("transfer-encoding", "chunked"));
            client.sendChunk("he");
            client.sendChunk("llo");
            client.endChunks();
            assertEquals(200, client.readHead().status());
            assertEquals(Optional.of("data: 1\n\n"), client.readChunk());
            gate.open();
            assertEquals(Optional.of("data: 2\n\n"), client.readChunk());
            assertEquals(Optional.empty(), client.readChunk());
            assertEquals("hello", upstream.exchange(0).text());
        }
    }

    @Test
    void aResetInTheMiddleReachesTheClientAndTheLog() {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.start(
                                exchange -> {
                                    exchange.body();
                                    exchange.startEvents();
                                    exchange.chunk("data: 1\n\n");
                                    exchange.reset();
                                });
                RealEnvoy envoy = Launch.of(plainEnvoy(upstream.port())).start()) {
            assertThrows(
                    UncheckedIOException.class,
                    () -> RealClient.post(envoy.port("in"), "/", Map.of(), "{}"));
            assertEquals(1, envoy.accessLog(1).size());
        }
    }

    @Test
    void aHangUpOfTheClientIsSeen() {
        Gate never = new Gate();
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.start(
                                exchange -> {
                                    exchange.startEvents();
                                    exchange.chunk("data: 1\n\n");
                                    never.pass();
                                });
                RealEnvoy envoy = Launch.of(plainEnvoy(upstream.port())).start()) {
            RealClient client = RealClient.connect(envoy.port("in"));
            client.sendHead("GET", "/", Map.of());
            client.readHead();
            client.reset();
            assertEquals(List.of("200 DC"), envoy.accessLog(1));
            never.open();
        }
    }

    @Test
    void aBadConfigurationIsReportedWithEnvoysLog() {
        List<String> log = Launch.of("static_resources: {nonsense: true}").startRefused();
        assertTrue(log.stream().anyMatch(line -> line.contains("nonsense")), log::toString);
    }

    @Test
    void theStoreKeepsCountersUntilItDies() {
        try (RealStore store = RealStore.start()) {
            store.call("INCRBY", "llm_user_a_60", "42");
            assertEquals(Map.of("llm_user_a_60", 42L), store.counters());
        }
    }

    @Test
    void theRateLimitServiceStopsAndComesBackOnItsPort() {
        try (RealRateLimitService service = RealRateLimitService.start("domain: llm\n")) {
            int port = service.grpcPort();
            service.store().call("INCRBY", "llm_user_a_60", "7");
            assertEquals(7, service.counter("llm_user_a"));
            assertEquals(0, service.counter("llm_user"));
            service.stop();
            assertFalse(service.alive());
            service.restart();
            assertTrue(service.alive());
            assertEquals(port, service.grpcPort());
        }
    }
}
