package io.tollgate.testkit.host;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Header;
import io.tollgate.testkit.HttpMessage;
import io.tollgate.testkit.Setup;
import io.tollgate.testkit.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Envoy's router and the scripted upstream behind it. */
final class Router {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final HttpStream stream;
    private final Received received = new Received();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private Optional<Cluster.Http> server = Optional.empty();
    private Optional<EventLoop.Task> timeout = Optional.empty();
    private boolean answered;
    private boolean cancelled;
    private boolean readDisabled;

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
            stream.info().flags = "NR";
            stream.sendLocalReply(LocalReply.text(404, "", "route_not_found"));
            return;
        }
        String name = route(fields.first(":path").orElse("/"));
        stream.info().cluster = name;
        var clusters = stream.envoy().setup().clusters();
        Optional<Cluster> cluster = Optional.ofNullable(clusters.get(name));
        if (cluster.isPresent() && cluster.get() instanceof Cluster.Http http) {
            connected(http, fields, end);
        } else {
            unreachable(cluster);
        }
    }

    private void unreachable(Optional<Cluster> cluster) {
        if (cluster.isEmpty()) {
            stream.info().flags = "NC";
            stream.sendLocalReply(LocalReply.text(503, "", "cluster_not_found"));
        } else if (cluster.get() instanceof Cluster.Empty) {
            stream.info().flags = "UH";
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
            stream.info().flags = "UF";
            stream.info().attempts = 1;
            stream.sendLocalReply(
                    LocalReply.text(
                            503,
                            "upstream connect error or disconnect/reset before headers. reset reason: remote connection failure",
                            "upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:_Connection_refused}"));
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
        timeout = Optional.of(loop().schedule(TIMEOUT, this::timedOut));
        Optional<Long> declared = message().header("content-length").map(Long::parseLong);
        long sent = received.body().length;
        if (declared.isPresent() && declared.get() != sent) {
            wrongLength(declared.get() > sent);
        } else if (!answered) {
            answer(server.orElseThrow().whole().apply(message()));
        }
    }

    /** HTTP/1.1: the upstream waits for the rest, for ever. HTTP/2: a protocol error. */
    private void wrongLength(boolean tooShort) {
        if (server.orElseThrow().http2() || !tooShort) {
            loop().post(() -> failed("protocol error", "protocol_error"));
        }
    }

    private void timedOut() {
        if (!cancelled && !stream.responseEncoded()) {
            received.reset();
            stream.info().flags = "UT";
            stream.sendLocalReply(
                    LocalReply.text(504, "upstream request timeout", "response_timeout"));
        }
    }

    private void answer(Answer answer) {
        answered = true;
        loop().schedule(answer.delay(), () -> start(answer));
    }

    private void start(Answer answer) {
        if (cancelled) {
            return;
        }
        if (answer.status() > 0) {
            timeout.ifPresent(EventLoop.Task::cancel);
            List<Header> fields = new ArrayList<>();
            fields.add(new Header(":status", Integer.toString(answer.status())));
            fields.addAll(answer.headers());
            fields.add(
                    new Header(
                            "x-envoy-upstream-service-time",
                            Long.toString((loop().nanos() - stream.info().start) / 1_000_000)));
            stream.info().details = "via_upstream";
            stream.responseHalf().receiveHeaders(new HeaderMap(fields), answer.steps().isEmpty());
        }
        steps(answer.steps(), 0);
    }

    private void steps(List<Step> steps, int next) {
        if (cancelled || next == steps.size()) {
            return;
        }
        if (readDisabled) {
            held.add(() -> steps(steps, next));
            return;
        }
        Duration pause = step(steps.get(next), next == steps.size() - 1);
        loop().schedule(pause, () -> steps(steps, next + 1));
    }

    private Duration step(Step step, boolean last) {
        if (step instanceof Step.Chunk chunk) {
            boolean withEnd = last && server.orElseThrow().http2();
            stream.responseHalf().receiveData(chunk.bytes(), withEnd);
            if (last && !withEnd) {
                // HTTP/1.1: the filter sees the end as an empty chunk of its own.
                loop().post(this::end);
            }
        } else if (step instanceof Step.Trailers trailers) {
            stream.responseHalf().receiveTrailers(new HeaderMap(trailers.fields()));
        } else if (step instanceof Step.Reset) {
            aborted();
        }
        if (step instanceof Step.Wait wait) {
            if (last) {
                loop().schedule(wait.time(), this::end);
            }
            return wait.time();
        }
        return Duration.ZERO;
    }

    /** In the middle of an answer Envoy's codec calls it a protocol error. */
    private void aborted() {
        boolean started = stream.responseHalf().headers().isPresent();
        failed("connection termination", started ? "protocol_error" : "connection_termination");
    }

    private void end() {
        if (!cancelled) {
            stream.responseHalf().receiveData(new byte[0], true);
        }
    }

    private void failed(String reason, String code) {
        if (cancelled) {
            return;
        }
        stream.info().flags = "UC";
        if (stream.responseHalf().headers().isEmpty()) {
            String text =
                    "upstream connect error or disconnect/reset before headers. reset reason: "
                            + reason;
            int status = code.equals("protocol_error") ? 502 : 503;
            stream.sendLocalReply(
                    LocalReply.text(
                            status, text, "upstream_reset_before_response_started{" + code + "}"));
        } else {
            stream.reset("upstream_reset_after_response_started{" + code + "}");
        }
    }

    void readDisable(boolean disable) {
        readDisabled = disable;
        while (!disable && !held.isEmpty()) {
            loop().post(held.remove());
        }
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
