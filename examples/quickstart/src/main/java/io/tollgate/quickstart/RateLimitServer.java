package io.tollgate.quickstart;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitFailure;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import io.tollgate.testkit.real.RawBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executor;

/** The rate limit service in memory: the real one's API and semantics, served by gRPC. */
final class RateLimitServer implements AutoCloseable {

    private static final String SERVICE = "envoy.service.ratelimit.v3.RateLimitService";
    private static final MethodDescriptor<byte[], byte[]> SHOULD_RATE_LIMIT =
            MethodDescriptor.<byte[], byte[]>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName(
                            MethodDescriptor.generateFullMethodName(SERVICE, "ShouldRateLimit"))
                    .setRequestMarshaller(new RawBytes())
                    .setResponseMarshaller(new RawBytes())
                    .build();

    private final RateLimitModel model;
    private final Server server;

    private RateLimitServer(RateLimitModel model, int port) {
        this.model = model;
        ServerServiceDefinition service =
                ServerServiceDefinition.builder(SERVICE)
                        .addMethod(SHOULD_RATE_LIMIT, ServerCalls.asyncUnaryCall(this::answer))
                        .build();
        Executor inPlace = Runnable::run; // the model takes microseconds
        try {
            server =
                    NettyServerBuilder.forAddress(
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                            .addService(service)
                            .executor(inPlace)
                            .build()
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts on the given port, 0 for a free one. */
    static RateLimitServer start(String domain, int port) {
        return new RateLimitServer(RateLimitModel.of(Domain.of(domain)), port);
    }

    int port() {
        return server.getPort();
    }

    /** Counters by key, the shape of the keys being that of the real service's store. */
    Map<String, Long> counters() {
        synchronized (model) {
            return model.counters();
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private void answer(byte[] request, StreamObserver<byte[]> out) {
        try {
            byte[] response;
            synchronized (model) {
                response = model.shouldRateLimit(request, Instant.now());
            }
            out.onNext(response);
            out.onCompleted();
        } catch (RateLimitFailure e) {
            out.onError(
                    Status.fromCodeValue(e.grpcStatus())
                            .withDescription(e.getMessage())
                            .asRuntimeException());
        }
    }
}
