package io.tollgate.testkit.host;

import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.GrpcRequest;
import io.tollgate.testkit.GrpcScript;
import io.tollgate.testkit.GrpcStep;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The gRPC streams of one root context. */
final class GrpcStreams {
    private static final int KIND = 2;

    private final RootContext root;
    private final Map<Integer, GrpcStream> open = new TreeMap<>();
    private int last = KIND;

    GrpcStreams(RootContext root) {
        this.root = root;
    }

    static boolean isToken(int token) {
        return (token & 3) == KIND;
    }

    private EnvoyModel envoy() {
        return root.vm().envoy();
    }

    Reply open(byte[] target, GrpcRequest request) {
        GrpcTarget found = GrpcTarget.of(target, envoy().setup().clusters());
        if (found.unreadable()) {
            return Reply.failed(Reply.PARSE_FAILURE);
        }
        int token = last += 4;
        if (found.unreachable()) {
            root.vm().defer(() -> root.callouts().closed(token, 14, "no healthy upstream"));
            return Reply.failed(Reply.INTERNAL_FAILURE);
        }
        Cluster cluster = found.cluster().orElseThrow();
        GrpcScript script = script(cluster, request);
        String details = cluster instanceof Cluster.Refusing ? Wire.REFUSED : GrpcStream.ANSWERED;
        GrpcStream stream = new GrpcStream(root, token, script, details, () -> open.remove(token));
        open.put(token, stream);
        stream.play(script.opened());
        return Reply.number(token);
    }

    private GrpcScript script(Cluster cluster, GrpcRequest request) {
        if (cluster instanceof Cluster.GrpcStreams server) {
            return server.service().apply(request);
        }
        if (cluster instanceof Cluster.Refusing) {
            String text = Wire.NO_HEADERS + "remote connection failure";
            return GrpcScript.open(GrpcStep.close(14, text));
        }
        throw envoy().lacks("proxy_grpc_stream to a server that has no script for streams");
    }

    Reply send(int token, byte[] message, boolean end) {
        return with(token, stream -> stream.send(message, end));
    }

    /** Ends this half. */
    Reply close(int token) {
        return with(token, GrpcStream::close);
    }

    /** Resets the stream. */
    Reply cancel(int token) {
        return with(token, GrpcStream::cancel);
    }

    /** What Envoy does with those that a plugin leaves behind. */
    void cancelAll() {
        new ArrayList<>(open.values()).forEach(GrpcStream::abandon);
    }

    private Reply with(int token, Consumer<GrpcStream> action) {
        Optional<GrpcStream> stream = Optional.ofNullable(open.get(token));
        stream.ifPresent(action);
        return stream.isPresent() ? Reply.ok() : Reply.failed(Reply.NOT_FOUND);
    }
}
