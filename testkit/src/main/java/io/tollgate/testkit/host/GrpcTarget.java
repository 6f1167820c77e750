package io.tollgate.testkit.host;

import io.tollgate.testkit.proto.ProtoReader;
import io.tollgate.testkit.proto.ProtoReader.ProtoException;
import java.util.Optional;

/**
 * The target of a gRPC callout: Envoy first reads it as a serialized GrpcService and only then as a
 * cluster name.
 */
final class GrpcTarget {
    private GrpcTarget() {}

    /**
     * The cluster in the message; empty text when it names none, absent when the bytes are no
     * message.
     */
    static Optional<String> cluster(byte[] target) {
        try {
            ProtoReader in = new ProtoReader(target);
            String cluster = "";
            while (in.next()) {
                cluster = in.field() == 1 ? name(in.bytes()) : cluster;
            }
            return Optional.of(cluster);
        } catch (ProtoException e) {
            return Optional.empty();
        }
    }

    private static String name(byte[] envoyGrpc) {
        ProtoReader in = new ProtoReader(envoyGrpc);
        String cluster = "";
        while (in.next()) {
            cluster = in.field() == 1 ? in.text() : cluster;
        }
        return cluster;
    }
}
