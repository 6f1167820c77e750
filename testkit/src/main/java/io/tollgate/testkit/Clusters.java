package io.tollgate.testkit;

import io.tollgate.testkit.ratelimit.RateLimitFailure;
import io.tollgate.testkit.ratelimit.RateLimitModel;

/** Ready servers. */
public final class Clusters {
    private static final int UNIMPLEMENTED = 12;

    private Clusters() {}

    /** A rate limit service over its model; the time of each call is the host's. */
    public static Cluster rateLimit(RateLimitModel model) {
        return Cluster.grpc(request -> answer(model, request));
    }

    /** The answer to one call, for services that do more than the model. */
    public static GrpcAnswer answer(RateLimitModel model, GrpcRequest request) {
        if (!request.method().equals("ShouldRateLimit")) {
            return GrpcAnswer.failure(UNIMPLEMENTED, "unknown method " + request.method());
        }
        synchronized (model) {
            try {
                return GrpcAnswer.message(model.shouldRateLimit(request.message(), request.at()));
            } catch (RateLimitFailure failure) {
                return GrpcAnswer.failure(
                        failure.grpcStatus(), String.valueOf(failure.getMessage()));
            }
        }
    }
}
