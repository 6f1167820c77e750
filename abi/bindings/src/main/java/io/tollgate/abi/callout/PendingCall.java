package io.tollgate.abi.callout;

import io.tollgate.abi.Block;
import io.tollgate.abi.Headers;
import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.host.HostPort;
import java.util.function.Consumer;

/** A call that has not had its result: whose it is, and who waits. */
abstract class PendingCall {
    final HostContext owner;
    int token;

    /** The host did not take it. */
    int refusal;

    PendingCall(HostContext owner) {
        this.owner = owner;
    }

    abstract boolean isGrpc();

    /** Delivers the failure that the host's status or {@link #refusal} tells. */
    abstract void fail(int status, String message);

    final boolean wasSent() {
        return refusal == 0;
    }

    final Block buffer(int type, int size) {
        if (size == 0) {
            return owner.session().block(new byte[0]);
        }
        owner.session()
                .check("proxy_get_buffer_bytes", owner.session().port().getBuffer(type, 0, size));
        return owner.session().takeForCallback();
    }

    /** An HTTP request. */
    static final class Http extends PendingCall {
        private final Consumer<HttpResult> handler;

        Http(HostContext owner, Consumer<HttpResult> handler) {
            super(owner);
            this.handler = handler;
        }

        @Override
        boolean isGrpc() {
            return false;
        }

        @Override
        void fail(int status, String message) {
            handler.accept(new HttpResult.Failure(message, wasSent()));
        }

        void answer(HostContext root, int size) {
            handler.accept(
                    new HttpResult.Response(
                            new Headers(root, HostPort.HTTP_CALL_HEADERS),
                            buffer(HostPort.HTTP_CALL_BODY, size),
                            new Headers(root, HostPort.HTTP_CALL_TRAILERS)));
        }
    }

    /** A unary gRPC call. */
    static final class Unary extends PendingCall {
        private final Consumer<GrpcResult> handler;

        Unary(HostContext owner, Consumer<GrpcResult> handler) {
            super(owner);
            this.handler = handler;
        }

        @Override
        boolean isGrpc() {
            return true;
        }

        @Override
        void fail(int status, String message) {
            handler.accept(new GrpcResult.Failure(status, message, wasSent()));
        }

        void answer(int size) {
            handler.accept(new GrpcResult.Message(buffer(HostPort.GRPC_MESSAGE, size)));
        }
    }

    /** A gRPC stream. */
    static final class Stream extends PendingCall {
        final GrpcListener listener;

        Stream(HostContext owner, GrpcListener listener) {
            super(owner);
            this.listener = listener;
        }

        @Override
        boolean isGrpc() {
            return true;
        }

        @Override
        void fail(int status, String message) {
            listener.onClose(status, message);
        }
    }
}
