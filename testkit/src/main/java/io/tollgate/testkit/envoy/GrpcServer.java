package io.tollgate.testkit.envoy;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.tollgate.testkit.GrpcAnswer;
import io.tollgate.testkit.GrpcRequest;
import io.tollgate.testkit.Header;
import io.tollgate.testkit.real.RawBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A real gRPC server for a scripted service: any method, bytes in and out. */
final class GrpcServer implements AutoCloseable {
    private final Function<GrpcRequest, GrpcAnswer> service;
    private final Server server;

    GrpcServer(Function<GrpcRequest, GrpcAnswer> service) {
        this.service = service;
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server =
                NettyServerBuilder.forAddress(address)
                        .fallbackHandlerRegistry(new AnyMethod())
                        .build();
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class AnyMethod extends HandlerRegistry {
        @Override
        public ServerMethodDefinition<byte[], byte[]> lookupMethod(String name, String authority) {
            MethodDescriptor<byte[], byte[]> method =
                    MethodDescriptor.newBuilder(new RawBytes(), new RawBytes())
                            .setType(MethodType.UNARY)
                            .setFullMethodName(name)
                            .build();
            return ServerMethodDefinition.create(method, this::begin);
        }

        private ServerCall.Listener<byte[]> begin(
                ServerCall<byte[], byte[]> call, Metadata metadata) {
            call.request(2);
            return new ServerCall.Listener<>() {
                @Override
                public void onMessage(byte[] message) {
                    answer(call, metadata, message);
                }
            };
        }
    }

    private void answer(ServerCall<byte[], byte[]> call, Metadata metadata, byte[] message) {
        String[] name = call.getMethodDescriptor().getFullMethodName().split("/", 2);
        GrpcRequest request =
                new GrpcRequest(name[0], name[1], fields(metadata), message, Instant.now());
        GrpcAnswer answer = service.apply(request);
        if (answer instanceof GrpcAnswer.Silence) {
            return;
        }
        long delay = answer.delay().toMillis();
        CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS)
                .execute(() -> send(call, answer));
    }

    private static void send(ServerCall<byte[], byte[]> call, GrpcAnswer answer) {
        if (answer instanceof GrpcAnswer.Failure failure) {
            Status status = Status.fromCodeValue(failure.status()).withDescription(failure.text());
            call.close(status, new Metadata());
        } else if (answer instanceof GrpcAnswer.Message reply) {
            call.sendHeaders(new Metadata());
            call.sendMessage(reply.message());
            call.close(Status.OK, new Metadata());
        }
    }

    private static List<Header> fields(Metadata metadata) {
        List<Header> fields = new ArrayList<>();
        for (String key : metadata.keys()) {
            if (!key.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
                String value = metadata.get(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER));
                fields.add(new Header(key, String.valueOf(value)));
            }
        }
        return fields;
    }
}
