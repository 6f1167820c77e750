package io.tollgate.testkit;

import java.util.Optional;
import java.util.function.Function;

/** What stands behind a cluster's name. A name without a cluster is unknown to the host. */
public sealed interface Cluster {
    /**
     * An HTTP server.
     *
     * @param http2 which protocol Envoy speaks to it
     * @param early asked at the request headers; when it answers there, the whole request is not
     *     waited for
     * @param whole asked when the request is complete
     */
    record Http(
            boolean http2,
            Function<HttpMessage, Optional<Answer>> early,
            Function<HttpMessage, Answer> whole)
            implements Cluster {}

    /**
     * A gRPC server.
     *
     * @param service answers each unary call
     */
    record Grpc(Function<GrpcRequest, GrpcAnswer> service) implements Cluster {}

    /**
     * A gRPC server of streams.
     *
     * @param service gives the script of each stream; the message of what it is asked is empty
     */
    record GrpcStreams(Function<GrpcRequest, GrpcScript> service) implements Cluster {}

    /** A port that refuses connections. */
    record Refusing() implements Cluster {}

    /** A cluster without endpoints. */
    record Empty() implements Cluster {}

    /** An HTTP/1.1 server that answers complete requests. */
    static Cluster http(Function<HttpMessage, Answer> whole) {
        return new Http(false, request -> Optional.empty(), whole);
    }

    /** The same over HTTP/2. */
    static Cluster http2(Function<HttpMessage, Answer> whole) {
        return new Http(true, request -> Optional.empty(), whole);
    }

    /** An HTTP/1.1 server that answers as soon as it has the headers. */
    static Cluster early(Function<HttpMessage, Answer> atHeaders) {
        return new Http(false, request -> Optional.of(atHeaders.apply(request)), atHeaders);
    }

    /** A gRPC server. */
    static Cluster grpc(Function<GrpcRequest, GrpcAnswer> service) {
        return new Grpc(service);
    }

    /** A gRPC server of streams. */
    static Cluster grpcStreams(Function<GrpcRequest, GrpcScript> service) {
        return new GrpcStreams(service);
    }

    /** A port that refuses connections. */
    static Cluster refusing() {
        return new Refusing();
    }

    /** A cluster without endpoints. */
    static Cluster empty() {
        return new Empty();
    }
}
