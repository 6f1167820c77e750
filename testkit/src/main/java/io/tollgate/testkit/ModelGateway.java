package io.tollgate.testkit;

import io.tollgate.testkit.host.EnvoyModel;
import io.tollgate.testkit.host.Guest;
import io.tollgate.testkit.host.HttpStream;
import io.tollgate.testkit.host.Vm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A filter in the model of Envoy: virtual time, no threads. Besides what every gateway does,
 * streams can be driven by hand.
 */
public final class ModelGateway implements Gateway {
    private final CallLog calls = new CallLog();
    private final EnvoyModel envoy;

    ModelGateway(Setup setup, Function<Vm, Guest> guests) {
        envoy = new EnvoyModel(setup.withClusters(calls.wrap(setup.clusters())), guests);
    }

    @Override
    public boolean accepted() {
        return envoy.accepted();
    }

    @Override
    public List<Exchange> sendAll(List<Request> requests) {
        if (!accepted()) {
            throw new IllegalStateException(
                    "the configuration was refused: " + logs() + envoy.logs().hostLines());
        }
        List<ModelClient> clients =
                requests.stream().map(request -> new ModelClient(envoy, request)).toList();
        clients.forEach(ModelClient::start);
        clients.forEach(ModelClient::waitForEnd);
        envoy.loop().runDue();
        return clients.stream().map(ModelClient::exchange).toList();
    }

    /** A stream to be driven by hand, on the next worker. */
    public HttpStream open(boolean http2) {
        return envoy.newStream(http2);
    }

    @Override
    public List<LogLine> logs() {
        return envoy.logs().lines();
    }

    @Override
    public Map<String, Long> metrics() {
        return envoy.metrics().values();
    }

    @Override
    public long histogramCount(String name) {
        return envoy.metrics().samples().getOrDefault(name, List.of()).size();
    }

    /** Samples of a histogram in order. */
    public List<Long> histogram(String name) {
        return envoy.metrics().samples().getOrDefault(name, List.of());
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
        return envoy.loop().await(condition, limit);
    }

    /** Lets time pass: ticks, time-outs and delayed answers happen in order. */
    public void advance(Duration time) {
        envoy.loop().advance(time);
    }

    /** Virtual wall clock. */
    public Instant now() {
        return envoy.loop().wallClock();
    }

    /** Why VMs failed, in order; empty while all are well. */
    public List<String> traps() {
        return envoy.traps().stream().map(trap -> String.valueOf(trap.getMessage())).toList();
    }

    /** Live contexts of all workers, root contexts included. */
    public int liveContexts() {
        return envoy.workers().stream().mapToInt(Vm::liveContexts).sum();
    }

    /** Pages of linear memory of all workers. */
    public int memoryPages() {
        return envoy.workers().stream().mapToInt(Vm::memoryPages).sum();
    }

    /** Last callbacks, host calls and actions. */
    public String trace() {
        return envoy.trace().toString();
    }

    /** The model itself. */
    public EnvoyModel model() {
        return envoy;
    }

    /** Fails when memory or contexts grow while the same request is sent again and again. */
    public void assertNoLeak(Request request, int streams) {
        Stream.generate(() -> request).limit(Math.max(1, streams / 10)).forEach(this::send);
        int pages = memoryPages();
        int contexts = liveContexts();
        Stream.generate(() -> request).limit(streams).forEach(this::send);
        if (memoryPages() != pages || liveContexts() != contexts) {
            throw new AssertionError(
                    "after "
                            + streams
                            + " streams: memory pages "
                            + pages
                            + " -> "
                            + memoryPages()
                            + ", live contexts "
                            + contexts
                            + " -> "
                            + liveContexts());
        }
    }

    /** What the host itself has logged about the filter: traps, functions that are interpreted. */
    public List<String> hostLogs() {
        return envoy.logs().hostLines();
    }

    /** Takes the configuration out of use, as a listener update does. */
    public void shutDown() {
        envoy.shutDown();
    }

    @Override
    public void close() {
        // Nothing runs by itself, so there is nothing to stop.
    }
}
