package io.tollgate.testkit.ratelimit;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.tollgate.testkit.real.RawBytes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a real rate limit service, bytes in and out. */
final class ServiceClient implements AutoCloseable {
    private static final MethodDescriptor<byte[], byte[]> METHOD =
            MethodDescriptor.newBuilder(new RawBytes(), new RawBytes())
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName(
                            "envoy.service.ratelimit.v3.RateLimitService/ShouldRateLimit")
                    .build();

    /** A status and, if it is 0, a message. */
    record Reply(int status, byte[] message) {}

    private final ManagedChannel channel;

    ServiceClient(int port) {
        channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    Reply ask(byte[] request) {
        CompletableFuture<Reply> result = new CompletableFuture<>();
        ClientCall<byte[], byte[]> call = channel.newCall(METHOD, CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    private byte[] got = new byte[0];

                    @Override
                    public void onMessage(byte[] message) {
                        got = message;
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        result.complete(new Reply(status.getCode().value(), got));
                    }
                },
                new Metadata());
        call.sendMessage(request);
        call.halfClose();
        call.request(2);
        try {
            return result.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the service does not answer", e);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
