package io.tollgate.abi.callout;

import io.tollgate.abi.Block;
import io.tollgate.abi.Header;
import io.tollgate.abi.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A gRPC call to be sent: target, method, metadata, and for unary calls a message and a time limit.
 */
public final class GrpcCall {
    private static final byte[] NONE = {};
    final byte[] target;
    final List<Header> metadata = new ArrayList<>();
    String service = "";
    String method = "";
    byte[] message = NONE;
    Block messageBlock;
    int timeoutMillis;

    private GrpcCall(byte[] target) {
        this.target = target;
    }

    /**
     * A call to a cluster of Envoy's configuration. It is sent as a serialised {@code GrpcService}:
     * Envoy reads a plain name as protobuf first, and some names are valid protobuf.
     */
    public static GrpcCall to(String cluster) {
        byte[] envoyGrpc = new ProtoWriter().text(1, cluster).toByteArray();
        return new GrpcCall(new ProtoWriter().bytes(1, envoyGrpc).toByteArray());
    }

    /** The full name of the service, with its package, and the method. */
    public GrpcCall method(String serviceName, String methodName) {
        service = serviceName;
        method = methodName;
        return this;
    }

    public GrpcCall metadata(String name, String value) {
        metadata.add(new Header(name, value));
        return this;
    }

    /** The message, serialised. */
    public GrpcCall message(byte[] bytes) {
        message = bytes;
        return this;
    }

    /** The message, serialised, in place; it must live until the call is sent. */
    public GrpcCall message(Block bytes) {
        messageBlock = bytes;
        return this;
    }

    /** How long to wait; needed for unary calls. */
    public GrpcCall timeoutMillis(int millis) {
        timeoutMillis = millis;
        return this;
    }
}
