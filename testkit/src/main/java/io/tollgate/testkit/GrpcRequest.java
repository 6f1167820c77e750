package io.tollgate.testkit;

import java.time.Instant;
import java.util.List;

/**
 * A gRPC call as its service gets it.
 *
 * @param service full service name
 * @param method method name
 * @param metadata initial metadata
 * @param message serialized request; empty at the beginning of a stream
 * @param at time of the call: virtual in the model, real in Envoy
 */
public record GrpcRequest(
        String service, String method, List<Header> metadata, byte[] message, Instant at) {}
