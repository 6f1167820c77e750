package io.tollgate.testkit.host;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.GrpcAnswer;
import io.tollgate.testkit.GrpcRequest;
import io.tollgate.testkit.Header;
import io.tollgate.testkit.HttpMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Callouts of one root context. Their results always come to the root, one at a time. */
final class Callouts {
    private static final int GRPC_KIND = 1;
    private static final int BROKEN_CONNECTION = 11;
    private static final String HTTP_RESPONSE = "proxy_on_http_call_response";
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final RootContext root;
    private final Map<Integer, EventLoop.Task> open = new TreeMap<>();
    private int nextHttp;
    private int lastGrpc = GRPC_KIND;
    private final GrpcStreams streams;
    private Optional<List<Header>> initialMetadata = Optional.empty();
    private Optional<List<Header>> trailingMetadata = Optional.empty();
    private int statusCode;
    private String statusMessage = "";
    private Optional<byte[]> grpcMessage = Optional.empty();
    private Optional<HttpMessage> httpResponse = Optional.empty();

    Callouts(RootContext root) {
        this.root = root;
        streams = new GrpcStreams(root);
    }

    GrpcStreams streams() {
        return streams;
    }

    private EnvoyModel envoy() {
        return root.vm().envoy();
    }

    Optional<List<Header>> map(int type) {
        return switch (type) {
            case 4 -> initialMetadata;
            case 5 -> trailingMetadata;
            case 6 -> httpResponse.map(HttpMessage::headers);
            case 7 -> httpResponse.map(HttpMessage::trailers);
            default -> Optional.empty();
        };
    }

    Optional<byte[]> grpcMessage() {
        return grpcMessage;
    }

    Optional<byte[]> httpBody() {
        return httpResponse.map(HttpMessage::body);
    }

    int statusCode() {
        return statusCode;
    }

    String statusMessage() {
        return statusMessage;
    }

    Reply http(String cluster, HttpMessage request, int timeoutMillis) {
        Optional<Cluster> known = Optional.ofNullable(envoy().setup().clusters().get(cluster));
        if (!addressed(request) || known.isEmpty() || timeoutMillis < 0) {
            return Reply.failed(Reply.BAD_ARGUMENT);
        }
        int token = nextHttp += 4;
        if (known.get() instanceof Cluster.Empty) {
            return Reply.failed(Reply.INTERNAL_FAILURE); // nobody hears of its end
        }
        if (known.get() instanceof Cluster.Http server) {
            Answer answer = server.whole().apply(request);
            httpAnswer(token, HttpReply.of(answer, server.http2()), timeoutMillis);
        } else {
            finish(token, Duration.ZERO, () -> httpDone(token, HttpReply.refused()));
        }
        return Reply.number(token);
    }

    private static boolean addressed(HttpMessage request) {
        for (String needed : List.of(":method", ":path", ":authority")) {
            if (request.header(needed).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void httpAnswer(int token, HttpReply reply, int timeoutMillis) {
        Duration limit = timeoutMillis > 0 ? Duration.ofMillis(timeoutMillis) : FOR_EVER;
        Duration end = reply.endAt().filter(at -> at.compareTo(limit) < 0).orElse(limit);
        if (end.equals(FOR_EVER)) {
            return;
        }
        Optional<HttpMessage> got = reply.within(limit);
        finish(
                token,
                end,
                () -> got.ifPresentOrElse(m -> httpDone(token, m), () -> httpFailed(token)));
    }

    private void httpFailed(int token) {
        statusCode = BROKEN_CONNECTION;
        statusMessage = "reset";
        root.vm().call(root, HTTP_RESPONSE, root.id(), token, 0, 0, 0);
        statusMessage = "";
        root.vm().afterCallback();
    }

    private void httpDone(int token, HttpMessage message) {
        httpResponse = Optional.of(message);
        root.vm()
                .call(
                        root,
                        HTTP_RESPONSE,
                        root.id(),
                        token,
                        message.headers().size(),
                        message.body().length,
                        message.trailers().size());
        httpResponse = Optional.empty();
        root.vm().afterCallback();
    }

    Reply grpc(byte[] target, GrpcRequest request, int timeoutMillis) {
        GrpcTarget found = GrpcTarget.of(target, envoy().setup().clusters());
        if (found.unreadable()) {
            return Reply.failed(Reply.PARSE_FAILURE);
        }
        int token = lastGrpc += 4;
        if (found.unreachable()) {
            // Envoy fails inside the send and still reports the end of a call that nobody was told
            // of.
            root.vm().defer(() -> closed(token, 14, "no healthy upstream"));
            return Reply.failed(Reply.INTERNAL_FAILURE);
        }
        send(token, found.cluster().orElseThrow(), request, timeoutMillis);
        return Reply.number(token);
    }

    private void send(int token, Cluster cluster, GrpcRequest request, int timeoutMillis) {
        if (cluster instanceof Cluster.Grpc server) {
            grpcAnswer(token, server.service().apply(request), timeoutMillis);
        } else if (cluster instanceof Cluster.Refusing) {
            finish(token, Duration.ZERO, () -> closed(token, 14, "remote connection failure"));
        } else if (cluster instanceof Cluster.GrpcStreams) {
            throw envoy().lacks("proxy_grpc_call to a server of streams");
        } else {
            finish(token, Duration.ZERO, () -> closed(token, 13, "not a gRPC answer"));
        }
    }

    private void grpcAnswer(int token, GrpcAnswer answer, int timeoutMillis) {
        boolean late =
                answer instanceof GrpcAnswer.Silence || answer.delay().toMillis() >= timeoutMillis;
        if (late && timeoutMillis > 0) {
            finish(
                    token,
                    Duration.ofMillis(timeoutMillis),
                    () -> closed(token, 14, "upstream request timeout{response_timeout}"));
        } else if (answer instanceof GrpcAnswer.Message message) {
            finish(token, answer.delay(), () -> received(token, message.message()));
        } else if (answer instanceof GrpcAnswer.Failure failure) {
            finish(token, answer.delay(), () -> closed(token, failure.status(), failure.text()));
        }
    }

    void initialMetadata(int token, List<Header> fields) {
        initialMetadata = Optional.of(fields);
        metadata("proxy_on_grpc_receive_initial_metadata", token, fields);
        initialMetadata = Optional.empty();
    }

    void trailingMetadata(int token, List<Header> fields) {
        trailingMetadata = Optional.of(fields);
        metadata("proxy_on_grpc_receive_trailing_metadata", token, fields);
        trailingMetadata = Optional.empty();
    }

    private void metadata(String callback, int token, List<Header> fields) {
        root.vm().call(root, callback, root.id(), token, fields.size());
        root.vm().afterCallback();
    }

    void received(int token, byte[] message) {
        grpcMessage = Optional.of(message);
        root.vm().call(root, "proxy_on_grpc_receive", root.id(), token, message.length);
        grpcMessage = Optional.empty();
        root.vm().afterCallback();
    }

    void closed(int token, int status, String message) {
        statusCode = status;
        statusMessage = message;
        root.vm().call(root, "proxy_on_grpc_close", root.id(), token, status);
        statusMessage = "";
        root.vm().afterCallback();
    }

    private void finish(int token, Duration delay, Runnable end) {
        open.put(
                token,
                envoy().loop()
                        .schedule(
                                delay,
                                () -> {
                                    open.remove(token);
                                    end.run();
                                }));
    }

    /** Cancels a unary call or resets a stream. */
    Reply cancel(int token) {
        if ((token & 3) != GRPC_KIND && !GrpcStreams.isToken(token)) {
            return Reply.failed(Reply.BAD_ARGUMENT);
        }
        if (GrpcStreams.isToken(token)) {
            return streams.cancel(token);
        }
        EventLoop.Task task = open.remove(token);
        if (task == null) {
            return Reply.failed(Reply.NOT_FOUND);
        }
        task.cancel();
        return Reply.ok();
    }
}
