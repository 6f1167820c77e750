package io.tollgate.testkit.host;

import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.proto.ProtoReader;
import io.tollgate.testkit.proto.ProtoReader.ProtoException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The target of a gRPC callout: Envoy first reads it as a serialized GrpcService and only then as a
 * cluster name.
 *
 * @param message whether it could be read as a GrpcService
 * @param cluster the cluster it names, if there is one
 */
record GrpcTarget(boolean message, Optional<Cluster> cluster) {
    static GrpcTarget of(byte[] target, Map<String, Cluster> clusters) {
        Optional<String> parsed = cluster(target);
        String name = parsed.orElseGet(() -> new String(target, StandardCharsets.UTF_8));
        return new GrpcTarget(parsed.isPresent(), Optional.ofNullable(clusters.get(name)));
    }

    /** Neither a message nor a name. */
    boolean unreadable() {
        return !message && cluster.isEmpty();
    }

    /** Envoy fails inside the send. */
    boolean unreachable() {
        return cluster.isEmpty() || cluster.get() instanceof Cluster.Empty;
    }

    /**
     * The cluster in the message; empty text when it names none, absent when the bytes are no
     * message.
     */
    private static Optional<String> cluster(byte[] target) {
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
