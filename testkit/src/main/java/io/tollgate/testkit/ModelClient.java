package io.tollgate.testkit;

import io.tollgate.testkit.host.EnvoyModel;
import io.tollgate.testkit.host.HttpStream;
import io.tollgate.testkit.host.Received;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays a request against the model, one step at a time. */
final class ModelClient {
    private final EnvoyModel envoy;
    private final Request request;
    private final HttpStream stream;
    private final long declared;
    private long sent;
    private boolean ended;
    private boolean abandoned;

    ModelClient(EnvoyModel envoy, Request request) {
        this.envoy = envoy;
        this.request = request;
        declared = declared(request);
        stream = envoy.newStream(request.http2());
    }

    void start() {
        boolean empty = request.steps().isEmpty();
        envoy.loop()
                .post(
                        () -> {
                            stream.requestHeaders(headers(), empty);
                            next(0);
                        });
    }

    private List<Header> headers() {
        List<Header> fields = new ArrayList<>();
        if (!request.authority().isEmpty()) {
            fields.add(new Header(":authority", request.authority()));
        }
        fields.add(new Header(":path", request.path()));
        fields.add(new Header(":method", request.method()));
        fields.add(new Header(":scheme", "http"));
        fields.addAll(request.headers());
        boolean sized = request.headers().stream().anyMatch(h -> h.name().equals("content-length"));
        if (!request.http2() && !sized && !request.steps().isEmpty()) {
            fields.add(new Header("transfer-encoding", "chunked"));
        }
        fields.add(new Header("x-forwarded-proto", "http"));
        fields.add(
                new Header(
                        "x-request-id",
                        "00000000-0000-4000-8000-" + String.format("%012d", stream.id())));
        return fields;
    }

    private void next(int index) {
        if (index < request.steps().size()) {
            envoy.loop().post(() -> step(index));
        }
    }

    private void step(int index) {
        Step step = request.steps().get(index);
        if (step instanceof Step.Silence) {
            return;
        }
        boolean last = index == request.steps().size() - 1;
        if (step instanceof Step.Wait wait) {
            envoy.loop().schedule(wait.time(), () -> waited(index, last));
            return;
        }
        play(step, last);
        next(index + 1);
    }

    private void waited(int index, boolean last) {
        endIfWhole(last);
        if (last && request.http2()) {
            stream.requestData(new byte[0], true);
        }
        next(index + 1);
    }

    private void play(Step step, boolean last) {
        if (step instanceof Step.Chunk chunk) {
            sent += chunk.bytes().length;
            stream.requestData(chunk.bytes(), last && request.http2());
            endIfWhole(last);
        } else if (step instanceof Step.Trailers trailers) {
            if (request.http2()) {
                stream.requestTrailers(trailers.fields());
            } else {
                endIfWhole(true);
            }
        } else if (step instanceof Step.Reset) {
            abandoned = true;
            stream.clientReset();
        }
    }

    /**
     * HTTP/1.1: the end comes behind the last bytes, as an empty chunk. A length says early that
     * they are the last.
     */
    private void endIfWhole(boolean last) {
        if (!ended && (sent == declared || last) && !request.http2()) {
            ended = true;
            stream.requestData(new byte[0], true);
        }
    }

    private static long declared(Request request) {
        return request.headers().stream()
                .filter(h -> h.name().equals("content-length"))
                .mapToLong(h -> Long.parseLong(h.value()))
                .findFirst()
                .orElse(-1);
    }

    void waitForEnd() {
        boolean done = envoy.loop().await(stream::isLogged, request.patience());
        if (!done) {
            abandoned = true;
            stream.clientReset();
            envoy.loop().await(stream::isLogged, Duration.ZERO);
        }
    }

    Exchange exchange() {
        Received client = stream.client();
        List<Header> fields = new ArrayList<>(client.headers());
        int status = fields.isEmpty() ? 0 : Integer.parseInt(fields.remove(0).value());
        String trace = envoy.trace().toString();
        boolean whole = stream.upstream().complete();
        return new Exchange(
                status,
                fields,
                client.chunks(),
                client.trailers(),
                end(),
                seen(),
                whole,
                state(),
                stream.details(),
                Optional.of(stream.actions()),
                trace);
    }

    private Exchange.End end() {
        if (stream.client().complete()) {
            return Exchange.End.COMPLETE;
        }
        return abandoned ? Exchange.End.ABANDONED : Exchange.End.RESET;
    }

    private Optional<HttpMessage> seen() {
        Received upstream = stream.upstream();
        if (!upstream.started()) {
            return Optional.empty();
        }
        return Optional.of(
                new HttpMessage(upstream.headers(), upstream.body(), upstream.trailers()));
    }

    private Map<String, String> state() {
        Map<String, byte[]> logged = stream.loggedState().orElse(Map.of());
        Map<String, String> watched = new LinkedHashMap<>();
        for (String key : envoy.setup().watchedFilterState()) {
            if (logged.containsKey(key)) {
                watched.put(key, new String(logged.get(key), StandardCharsets.UTF_8));
            }
        }
        return watched;
    }
}
