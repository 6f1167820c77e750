package io.tollgate.proofs;

import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.ScriptedUpstream.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Clients that keep asking, each request with a counter of its own, so that nothing evens out. */
final class Load implements AutoCloseable {
    private static final int CLIENTS = 8;

    private final String phase;
    private final int requests;
    private final IntSupplier port;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final Map<Integer, Long> answered = new ConcurrentHashMap<>();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Crowd crowd = new Crowd(CLIENTS);
    private final List<Future<Integer>> clients;
    private volatile boolean open;

    private Load(String phase, int requests, IntSupplier port, boolean open) {
        this.phase = phase;
        this.requests = requests;
        this.port = port;
        this.open = open;
        clients = crowd.start(CLIENTS, client -> () -> run(client));
    }

    static Load exactly(int requests, String phase, IntSupplier port) {
        return new Load(phase, requests, port, false);
    }

    /** Goes on until {@link #finish}, so that what is done meanwhile meets requests to its end. */
    static Load atLeast(int requests, String phase, IntSupplier port) {
        return new Load(phase, requests, port, true);
    }

    /** The provider of such clients. */
    static void provide(Exchange exchange) throws IOException {
        exchange.body();
        Play.parse(exchange.header("x-play").orElseThrow()).answer(exchange);
    }

    int done() {
        return done.get();
    }

    /** Waits for the last request. */
    Load finish() {
        open = false;
        Crowd.results(clients);
        return this;
    }

    /** Tokens by request, of those that were answered in full. */
    Map<Integer, Long> answered() {
        return Map.copyOf(answered);
    }

    /** Requests whose connection was cut before the answer was whole. */
    int cut() {
        return cut.get();
    }

    /** Requests answered with something else than 200. */
    int refused() {
        return refused.get();
    }

    private int run(int client) {
        Optional<RealClient> connection = Optional.empty();
        for (int id = next.getAndIncrement(); open || id < requests; id = next.getAndIncrement()) {
            connection = one(connection, id);
            done.incrementAndGet();
        }
        connection.ifPresent(RealClient::close);
        return client;
    }

    private Optional<RealClient> one(Optional<RealClient> open, int id) {
        try {
            RealClient client = open.orElseGet(() -> RealClient.connect(port.getAsInt()));
            Play play =
                    new Play(id % 2 == 0 ? "json" : "stream", 10 + id % 90, 0, 1 + id % 40, 200);
            send(client, id, play);
            RealClient.Answer answer = client.readAnswer();
            if (answer.status() == 200) {
                answered.put(id, play.total());
            } else {
                refused.incrementAndGet();
            }
            if (answer.header("connection").orElse("").equals("close")) {
                client.close();
                return Optional.empty();
            }
            return Optional.of(client);
        } catch (UncheckedIOException e) {
            cut.incrementAndGet();
            open.ifPresent(RealClient::close);
            return Optional.empty();
        }
    }

    private void send(RealClient client, int id, Play play) {
        String stream = play.kind().equals("stream") ? "\"stream\":true," : "";
        byte[] body =
                Words.chat("gpt-4o", "\"max_tokens\":50," + stream, "Hello there")
                        .getBytes(StandardCharsets.UTF_8);
        Map<String, String> head = new LinkedHashMap<>();
        head.put("x-phase", phase);
        head.put("x-id", String.valueOf(id));
        head.put("x-play", play.header());
        head.put("content-type", "application/json");
        head.put("content-length", String.valueOf(body.length));
        client.sendHead("POST", Gateway.CHAT, head);
        client.send(body);
    }

    @Override
    public void close() {
        open = false;
        crowd.close();
    }
}
