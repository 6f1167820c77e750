package io.tollgate.testkit.host;

import io.tollgate.testkit.GrpcScript;
import io.tollgate.testkit.GrpcStep;
import io.tollgate.testkit.Header;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One gRPC stream of a plugin, and the script at its other end. */
final class GrpcStream {
    static final String ANSWERED = "via_upstream";
    private static final int INTERNAL = 13;

    private final RootContext root;
    private final int token;
    private final GrpcScript script;
    private final String details;
    private final Runnable forget;
    private final Deque<GrpcStep> steps = new ArrayDeque<>();
    private Optional<EventLoop.Task> next = Optional.empty();
    private boolean begun;
    private boolean ended;
    private boolean localClosed;
    private boolean remoteClosed;
    private boolean gone;

    GrpcStream(RootContext root, int token, GrpcScript script, String details, Runnable forget) {
        this.root = root;
        this.token = token;
        this.script = script;
        this.details = details;
        this.forget = forget;
    }

    /** Does these steps behind those that still wait, never inside the guest's call. */
    void play(List<GrpcStep> more) {
        steps.addAll(more);
        arm();
    }

    private void arm() {
        if (next.isPresent() || steps.isEmpty() || remoteClosed) {
            return;
        }
        GrpcStep step = steps.remove();
        Duration delay = step instanceof GrpcStep.Wait wait ? wait.time() : Duration.ZERO;
        next =
                Optional.of(
                        root.vm()
                                .envoy()
                                .loop()
                                .schedule(
                                        delay,
                                        () -> {
                                            next = Optional.empty();
                                            done(step);
                                            arm();
                                        }));
    }

    private void done(GrpcStep step) {
        if (step instanceof GrpcStep.Metadata metadata) {
            begin(metadata);
        } else if (step instanceof GrpcStep.Message message) {
            if (!begun) {
                begin(new GrpcStep.Metadata(List.of()));
            }
            root.callouts().received(token, message.bytes());
        } else if (step instanceof GrpcStep.Close close) {
            trail(close);
        } else if (step instanceof GrpcStep.Reset) {
            reset();
        }
    }

    private void begin(GrpcStep.Metadata metadata) {
        begun = true;
        root.callouts().initialMetadata(token, timed(metadata.all()));
    }

    /** Envoy times an answer only when the request is at its end. */
    private List<Header> timed(List<Header> fields) {
        if (ended) {
            fields.add(new Header(Wire.SERVICE_TIME, "0"));
        }
        return fields;
    }

    private void trail(GrpcStep.Close close) {
        if (!begun) {
            root.callouts().initialMetadata(token, List.of());
        }
        boolean ofService = details.equals(ANSWERED);
        List<Header> alone = ofService ? timed(close.alone()) : close.alone();
        root.callouts().trailingMetadata(token, begun ? close.all() : alone);
        closed(close.status(), told(close.text()));
    }

    /** How Envoy tells a message: with the details of its own log. */
    private String told(String text) {
        return text.isEmpty() ? details : text + "{" + details + "}";
    }

    private void reset() {
        if (!begun) {
            throw root.vm().envoy().lacks("a gRPC stream that is reset before any answer");
        }
        root.callouts().trailingMetadata(token, List.of());
        closed(INTERNAL, "upstream_reset_after_response_started{remote_reset}");
    }

    private void closed(int status, String text) {
        remoteClosed = true;
        root.callouts().closed(token, status, text);
        gone = true;
        if (localClosed) {
            forget.run();
        }
    }

    void send(byte[] message, boolean end) {
        alive("proxy_grpc_send");
        if (ended) {
            throw root.vm().envoy().lacks("proxy_grpc_send behind the last message");
        }
        if (!remoteClosed) {
            play(script.each().apply(message));
        }
        if (end) {
            end();
        }
    }

    private void end() {
        if (!ended && !remoteClosed) {
            play(script.ended());
        }
        ended = true;
    }

    /** Ends this half. Envoy forgets a stream only when both halves have ended so, or a cancel. */
    void close() {
        alive("proxy_grpc_close");
        end();
        localClosed = true;
        if (remoteClosed) {
            forget.run();
        }
    }

    void cancel() {
        alive("proxy_grpc_cancel");
        abandon();
    }

    void abandon() {
        next.ifPresent(EventLoop.Task::cancel);
        steps.clear();
        forget.run();
        if (!remoteClosed) {
            script.cancelled().run();
        }
    }

    /** Envoy then uses memory that it has given back. */
    private void alive(String call) {
        if (gone) {
            throw root.vm().envoy().lacks(call + " behind the close of its stream");
        }
    }
}
