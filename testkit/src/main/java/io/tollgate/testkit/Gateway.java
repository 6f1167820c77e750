package io.tollgate.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A filter in a running host. The same on a plain JVM, as a module on the engine, and in a real
 * Envoy.
 */
public interface Gateway extends AutoCloseable {
    /**
     * Whether the configuration was accepted. When it was not, nothing but the logs can be asked
     * for.
     */
    boolean accepted();

    /**
     * Sends one request and waits for its end, for what the filter does at its end, and for
     * callouts without a delay.
     */
    default Exchange send(Request request) {
        return sendAll(List.of(request)).get(0);
    }

    /** Sends requests at the same time, each on its own connection. */
    List<Exchange> sendAll(List<Request> requests);

    /** What the filter has logged. */
    List<LogLine> logs();

    /** Counters and gauges by full name ({@code wasmcustom.…}). */
    Map<String, Long> metrics();

    /** How often a histogram was recorded. */
    long histogramCount(String name);

    /** gRPC calls that a cluster has got, in order. */
    List<GrpcRequest> grpcCalls(String cluster);

    /** HTTP requests (callouts and routed ones) that a cluster has got whole, in order. */
    List<HttpMessage> httpCalls(String cluster);

    /**
     * Lets time pass until the condition holds: virtual time in the model, real time in Envoy.
     * False when the limit is over first.
     */
    boolean await(BooleanSupplier condition, Duration limit);

    /** Counter or gauge, 0 when it was never defined. */
    default long metric(String name) {
        return metrics().getOrDefault(name, 0L);
    }

    @Override
    void close();
}
