package io.tollgate.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what the scripted servers were asked. Safe for use by the threads of real servers. */
public final class CallLog {
    private final Map<String, List<GrpcRequest>> grpc = new LinkedHashMap<>();
    private final Map<String, List<HttpMessage>> http = new LinkedHashMap<>();

    /** The same clusters, writing into this log. */
    public Map<String, Cluster> wrap(Map<String, Cluster> clusters) {
        Map<String, Cluster> wrapped = new LinkedHashMap<>();
        clusters.forEach((name, cluster) -> wrapped.put(name, wrap(name, cluster)));
        return wrapped;
    }

    private Cluster wrap(String name, Cluster cluster) {
        if (cluster instanceof Cluster.Grpc server) {
            return Cluster.grpc(request -> logged(name, server, request));
        }
        if (cluster instanceof Cluster.GrpcStreams server) {
            return Cluster.grpcStreams(
                    request -> {
                        addGrpc(name, request);
                        return server.service().apply(request);
                    });
        }
        if (cluster instanceof Cluster.Http server) {
            return new Cluster.Http(
                    server.http2(), r -> early(name, server, r), r -> whole(name, server, r));
        }
        return cluster;
    }

    private GrpcAnswer logged(String name, Cluster.Grpc server, GrpcRequest request) {
        addGrpc(name, request);
        return server.service().apply(request);
    }

    private Optional<Answer> early(String name, Cluster.Http server, HttpMessage request) {
        Optional<Answer> answer = server.early().apply(request);
        answer.ifPresent(a -> addHttp(name, request));
        return answer;
    }

    private Answer whole(String name, Cluster.Http server, HttpMessage request) {
        addHttp(name, request);
        return server.whole().apply(request);
    }

    private synchronized void addGrpc(String cluster, GrpcRequest request) {
        grpc.computeIfAbsent(cluster, key -> new ArrayList<>()).add(request);
    }

    private synchronized void addHttp(String cluster, HttpMessage request) {
        http.computeIfAbsent(cluster, key -> new ArrayList<>()).add(request);
    }

    /** gRPC calls of a cluster so far. */
    public synchronized List<GrpcRequest> grpc(String cluster) {
        return List.copyOf(grpc.getOrDefault(cluster, List.of()));
    }

    /** HTTP requests of a cluster so far. */
    public synchronized List<HttpMessage> http(String cluster) {
        return List.copyOf(http.getOrDefault(cluster, List.of()));
    }
}
