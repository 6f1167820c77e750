package io.tollgate.testkit.host;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.HttpMessage;
import io.tollgate.testkit.Setup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Envoy's router and the scripted upstream behind it. */
final class Router {
    private final HttpStream stream;
    private final Received received = new Received();
    private Optional<Cluster.Http> server = Optional.empty();
    private Optional<EventLoop.Task> timeout = Optional.empty();
    private Optional<Answering> answering = Optional.empty();
    private boolean cancelled;

    Router(HttpStream stream) {
        this.stream = stream;
    }

    Received received() {
        return received;
    }

    private EventLoop loop() {
        return stream.envoy().loop();
    }

    void headers(HeaderMap fields, boolean end) {
        if (fields.first(":path").isEmpty()) {
            stream.info().flag(ResponseFlag.NR);
            stream.sendLocalReply(LocalReply.text(404, "", "route_not_found"));
            return;
        }
        find(fields);
        String name = stream.info().cluster;
        var clusters = stream.envoy().setup().clusters();
        Optional<Cluster> cluster = Optional.ofNullable(clusters.get(name));
        if (cluster.isPresent() && cluster.get() instanceof Cluster.Http http) {
            connected(http, fields, end);
        } else {
            unreachable(cluster);
        }
    }

    /** Finds the route, as Envoy does before the first filter and again behind the last. */
    void find(HeaderMap fields) {
        fields.first(":path").ifPresent(path -> stream.info().cluster = route(path));
        stream.info().routed = true;
    }

    boolean knows(String cluster) {
        return stream.envoy().setup().clusters().containsKey(cluster);
    }

    private void unreachable(Optional<Cluster> cluster) {
        if (cluster.isEmpty()) {
            stream.info().flag(ResponseFlag.NC);
            stream.sendLocalReply(LocalReply.text(503, "", "cluster_not_found"));
        } else if (cluster.get() instanceof Cluster.Empty) {
            stream.info().flag(ResponseFlag.UH);
            stream.sendLocalReply(
                    LocalReply.text(503, "no healthy upstream", "no_healthy_upstream"));
        } else {
            loop().post(this::refused);
        }
    }

    private String route(String path) {
        for (Map.Entry<String, String> route : stream.envoy().setup().routes().entrySet()) {
            if (path.startsWith(route.getKey())) {
                return route.getValue();
            }
        }
        return Setup.UPSTREAM;
    }

    private void refused() {
        if (!cancelled) {
            stream.info().flag(ResponseFlag.UF);
            stream.info().attempts = 1;
            stream.sendLocalReply(
                    LocalReply.text(
                            503, Wire.NO_HEADERS + "remote connection failure", Wire.REFUSED));
        }
    }

    private void connected(Cluster.Http http, HeaderMap fields, boolean end) {
        server = Optional.of(http);
        stream.info().attempts = 1;
        received.headers(fields.list(), end);
        if (end) {
            complete();
            return;
        }
        http.early().apply(message()).ifPresent(this::answer);
    }

    void data(byte[] data, boolean end) {
        if (server.isPresent() && !cancelled) {
            received.data(data, end);
            if (end) {
                complete();
            }
        }
    }

    void trailers(HeaderMap fields) {
        if (server.isPresent() && !cancelled) {
            received.trailers(fields.list());
            complete();
        }
    }

    private HttpMessage message() {
        return new HttpMessage(received.headers(), received.body(), received.trailers());
    }

    private void complete() {
        armTimeout();
        Optional<Long> declared = message().header("content-length").map(Long::parseLong);
        long sent = received.body().length;
        if (declared.isPresent() && declared.get() != sent) {
            wrongLength(declared.get() > sent);
        } else if (answering.isEmpty()) {
            answer(server.orElseThrow().whole().apply(message()));
        }
    }

    /** HTTP/1.1: the upstream waits for the rest, for ever. HTTP/2: a protocol error. */
    private void wrongLength(boolean tooShort) {
        if (server.orElseThrow().http2() || !tooShort) {
            loop().post(() -> failed("protocol error", "protocol_error", ResponseFlag.UPE));
        }
    }

    /** It runs from the request's end to the answer's. */
    private void armTimeout() {
        Duration limit = stream.envoy().setup().routeTimeout();
        if (!limit.isZero()) {
            timeout = Optional.of(loop().schedule(limit, this::timedOut));
        }
    }

    private void timedOut() {
        if (cancelled) {
            return;
        }
        received.reset();
        stream.info().flag(ResponseFlag.UT);
        stream.sendLocalReply(LocalReply.text(504, "upstream request timeout", "response_timeout"));
    }

    private void answer(Answer answer) {
        Answering next = new Answering(this, stream, answer, server.orElseThrow().http2());
        answering = Optional.of(next);
        loop().schedule(answer.delay(), next::start);
    }

    boolean cancelled() {
        return cancelled;
    }

    /** HTTP/1.1: in the middle of an answer Envoy's codec calls it a protocol error. */
    void aborted() {
        if (server.orElseThrow().http2()) {
            failed("remote reset", "remote_reset", ResponseFlag.UR);
        } else if (stream.responseHalf().headers().isPresent()) {
            failed("connection termination", "protocol_error", ResponseFlag.UPE);
        } else {
            failed("connection termination", "connection_termination", ResponseFlag.UC);
        }
    }

    private void failed(String reason, String code, ResponseFlag flag) {
        if (cancelled) {
            return;
        }
        stream.info().flag(flag);
        if (stream.responseHalf().headers().isEmpty()) {
            String text = Wire.NO_HEADERS + reason;
            int status = code.equals("protocol_error") ? 502 : 503;
            stream.sendLocalReply(
                    LocalReply.text(
                            status, text, "upstream_reset_before_response_started{" + code + "}"));
        } else {
            stream.reset("upstream_reset_after_response_started{" + code + "}");
        }
    }

    void readDisable(boolean disable) {
        answering.ifPresent(a -> a.readDisable(disable));
    }

    /** The stream is over: an unfinished upstream request is reset. */
    void cancel() {
        if (!cancelled) {
            cancelled = true;
            timeout.ifPresent(EventLoop.Task::cancel);
            if (server.isPresent()) {
                received.reset();
            }
        }
    }
}
