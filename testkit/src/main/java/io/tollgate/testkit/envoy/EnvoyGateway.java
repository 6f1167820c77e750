package io.tollgate.testkit.envoy;

import io.tollgate.testkit.CallLog;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.GrpcRequest;
import io.tollgate.testkit.HttpMessage;
import io.tollgate.testkit.LogLine;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Setup;
import io.tollgate.testkit.real.Launch;
import io.tollgate.testkit.real.RealEnvoy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One Envoy process with one configuration. */
final class EnvoyGateway implements Gateway {
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final Setup setup;
    private final CallLog calls = new CallLog();
    private final Servers servers = new Servers();
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final AccessLog accessLog;
    private Optional<RealEnvoy> envoy = Optional.empty();
    private List<String> refusal = List.of();

    EnvoyGateway(Setup wanted, Path module, String version) {
        setup = wanted.withClusters(calls.wrap(wanted.clusters()));
        Map<String, Optional<Integer>> ports = new LinkedHashMap<>();
        setup.clusters().forEach((name, cluster) -> ports.put(name, servers.start(cluster)));
        String config = EnvoyConfig.of(setup, module, ports);
        Launch launch = Launch.of(config).version(version).concurrency(setup.workers());
        try {
            envoy = Optional.of(launch.arguments("--component-log-level", "wasm:trace").start());
        } catch (IllegalStateException refused) {
            refusal = String.valueOf(refused.getMessage()).lines().toList();
            if (!refused.getMessage().contains("asm")) {
                throw refused;
            }
        }
        accessLog = new AccessLog(setup.watchedFilterState());
    }

    private RealEnvoy envoy() {
        return envoy.orElseThrow(
                () ->
                        new IllegalStateException(
                                "Envoy refused the configuration:\n" + String.join("\n", refusal)));
    }

    @Override
    public boolean accepted() {
        return envoy.isPresent();
    }

    @Override
    public List<Exchange> sendAll(List<Request> requests) {
        int port = envoy().port("in");
        int before = log().size();
        List<CompletableFuture<ClientView>> running = new ArrayList<>();
        for (Request request : requests) {
            running.add(CompletableFuture.supplyAsync(() -> play(request, port), clients));
        }
        List<ClientView> views = running.stream().map(CompletableFuture::join).toList();
        List<Exchange> exchanges =
                views.stream().map(view -> exchange(view, before, views.size() == 1)).toList();
        await(this::calloutsDone, SETTLE);
        return exchanges;
    }

    private static ClientView play(Request request, int port) {
        return request.http2()
                ? new Http2Peer(request).play(port)
                : new Http1Peer(request).play(port);
    }

    private Exchange exchange(ClientView view, int before, boolean alone) {
        AccessLog.Line line = accessLog.take(envoy(), view.localPort());
        Optional<Servers.Seen> seen = servers.seen(line.requestId());
        List<String> all = log(); // it grows
        List<String> lines = all.subList(before, all.size());
        String trace = String.join("\n", lines);
        return new Exchange(
                view.status(),
                view.headers(),
                view.chunks(),
                view.trailers(),
                view.end(),
                seen.map(Servers.Seen::message),
                seen.map(Servers.Seen::complete).orElse(false),
                line.state(),
                line.details(),
                alone ? Optional.of(WasmLog.actions(lines)) : Optional.empty(),
                trace);
    }

    /**
     * Whether no callout is under way: those of proxy_on_log begin before the access log is
     * written.
     */
    private boolean calloutsDone() {
        String stats = envoy().adminGet("/stats?filter=upstream_rq_active");
        return stats.lines()
                .filter(line -> !line.startsWith("cluster." + Setup.UPSTREAM + "."))
                .allMatch(line -> line.endsWith(": 0") || isSilent(line));
    }

    private boolean isSilent(String line) {
        return line.isBlank()
                || setup.clusters().entrySet().stream()
                        .noneMatch(
                                c ->
                                        line.startsWith("cluster." + c.getKey() + ".")
                                                && c.getValue() instanceof Cluster.Grpc);
    }

    private List<String> log() {
        return envoy.map(RealEnvoy::log).orElse(refusal);
    }

    @Override
    public List<LogLine> logs() {
        return log().stream().map(WasmLog::parse).flatMap(Optional::stream).toList();
    }

    @Override
    public Map<String, Long> metrics() {
        Map<String, Long> values = new LinkedHashMap<>();
        envoy().adminGet("/stats")
                .lines()
                .filter(line -> line.startsWith("wasmcustom."))
                .forEach(
                        line -> {
                            int colon = line.lastIndexOf(": ");
                            String value = line.substring(colon + 2).strip();
                            if (!value.isEmpty()
                                    && value.chars()
                                            .allMatch(c -> Character.isDigit(c) || c == '-')) {
                                values.put(line.substring(0, colon), Long.parseLong(value));
                            }
                        });
        return values;
    }

    @Override
    public long histogramCount(String name) {
        String series = name.replaceAll("[^a-zA-Z0-9_]", "_") + "_count{";
        return envoy().prometheus()
                .lines()
                .filter(line -> line.startsWith(series) || line.startsWith("envoy_" + series))
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public List<GrpcRequest> grpcCalls(String cluster) {
        return calls.grpc(cluster);
    }

    @Override
    public List<HttpMessage> httpCalls(String cluster) {
        return calls.http(cluster);
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return true;
    }

    @Override
    public void close() {
        clients.shutdownNow();
        envoy.ifPresent(RealEnvoy::close);
        servers.close();
    }
}
