package io.tollgate.testkit.envoy;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Header;
import io.tollgate.testkit.HttpMessage;
import io.tollgate.testkit.Step;
import io.tollgate.testkit.real.Http2Stream;
import io.tollgate.testkit.real.Http2Upstream;
import io.tollgate.testkit.real.Ports;
import io.tollgate.testkit.real.ScriptedUpstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Real servers for the clusters of a setup, and what they have seen by request id. */
final class Servers implements AutoCloseable {
    /** A request as it arrived, whole or not. */
    record Seen(HttpMessage message, boolean complete) {}

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    /** Starts the server of a cluster; its port, or nothing for a cluster without endpoints. */
    Optional<Integer> start(Cluster cluster) {
        if (cluster instanceof Cluster.Grpc grpc) {
            GrpcServer server = new GrpcServer(grpc.service());
            open.add(server);
            return Optional.of(server.port());
        }
        if (cluster instanceof Cluster.GrpcStreams grpc) {
            return Optional.of(http2(stream -> new GrpcPlayer(stream).play(grpc.service())));
        }
        if (cluster instanceof Cluster.Http http) {
            return Optional.of(http.http2() ? http2(stream -> play(http, stream)) : http1(http));
        }
        return cluster instanceof Cluster.Refusing ? Optional.of(Ports.free()) : Optional.empty();
    }

    Optional<Seen> seen(String requestId) {
        return Optional.ofNullable(seen.get(requestId));
    }

    private int http1(Cluster.Http http) {
        ScriptedUpstream server = ScriptedUpstream.start(exchange -> play(http, exchange));
        open.add(server);
        return server.port();
    }

    private void play(Cluster.Http http, ScriptedUpstream.Exchange exchange) throws IOException {
        HttpMessage head = new HttpMessage(fields(exchange), new byte[0], List.of());
        note(head, false);
        Optional<Answer> early = http.early().apply(head);
        if (early.isPresent()) {
            answer(early.get(), exchange);
            return;
        }
        HttpMessage whole = new HttpMessage(head.headers(), exchange.body(), List.of());
        note(whole, true);
        answer(http.whole().apply(whole), exchange);
    }

    private void note(HttpMessage message, boolean complete) {
        message.header("x-request-id").ifPresent(id -> seen.put(id, new Seen(message, complete)));
    }

    private static List<Header> fields(ScriptedUpstream.Exchange exchange) {
        List<Header> fields = new ArrayList<>();
        fields.add(new Header(":authority", exchange.header("host").orElse("")));
        fields.add(new Header(":path", exchange.path()));
        fields.add(new Header(":method", exchange.method()));
        exchange.headers().forEach(h -> fields.add(new Header(h.getKey(), h.getValue())));
        fields.removeIf(h -> h.name().equals("host"));
        return fields;
    }

    private static void answer(Answer answer, ScriptedUpstream.Exchange exchange)
            throws IOException {
        LockSupport.parkNanos(answer.delay().toNanos());
        boolean sized = answer.length().isPresent();
        boolean chunked = !sized && answer.mayHaveBody();
        if (answer.status() > 0) {
            exchange.start(answer.status(), fields(answer, chunked));
        }
        for (Step step : answer.steps()) {
            if (!step(step, exchange, sized)) {
                return;
            }
        }
        if (answer.status() > 0 && chunked) {
            exchange.endChunks();
        }
    }

    private static List<Header> fields(Answer answer, boolean chunked) {
        List<Header> fields = new ArrayList<>(answer.headers());
        if (chunked) {
            fields.add(new Header("transfer-encoding", "chunked"));
        }
        return fields;
    }

    private static boolean step(Step step, ScriptedUpstream.Exchange exchange, boolean sized)
            throws IOException {
        if (step instanceof Step.Chunk chunk) {
            if (sized) {
                exchange.write(chunk.bytes());
            } else {
                exchange.write(framed(chunk.bytes()));
            }
        } else if (step instanceof Step.Wait wait) {
            LockSupport.parkNanos(wait.time().toNanos());
        } else if (step instanceof Step.Reset) {
            exchange.reset();
        }
        // In silence the connection stays open and nothing is sent.
        return !(step instanceof Step.Reset || step instanceof Step.Silence);
    }

    private static byte[] framed(byte[] bytes) {
        byte[] head =
                (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[head.length + bytes.length + 2];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(bytes, 0, all, head.length, bytes.length);
        all[all.length - 2] = '\r';
        all[all.length - 1] = '\n';
        return all;
    }

    private int http2(Consumer<Http2Stream> script) {
        Http2Upstream server = Http2Upstream.start(script);
        open.add(server);
        return server.port();
    }

    private void play(Cluster.Http http, Http2Stream stream) {
        Http2Stream.Message got =
                stream.message(head -> note(new HttpMessage(head, new byte[0], List.of()), false));
        HttpMessage whole = new HttpMessage(got.headerList(), got.bytes(), got.trailerList());
        note(whole, true);
        answer(http.whole().apply(whole), stream);
    }

    private static void answer(Answer answer, Http2Stream stream) {
        LockSupport.parkNanos(answer.delay().toNanos());
        int last = answer.steps().size() - 1;
        if (answer.status() > 0) {
            List<Header> fields = new ArrayList<>();
            fields.add(new Header(":status", Integer.toString(answer.status())));
            fields.addAll(answer.headers());
            stream.headers(fields, last < 0);
        }
        for (int i = 0; i <= last; i++) {
            Step step = answer.steps().get(i);
            step(step, stream, i == last);
            if (step instanceof Step.Silence) {
                return;
            }
            if (step instanceof Step.Wait && i == last) {
                stream.data("", true);
            }
        }
    }

    private static void step(Step step, Http2Stream stream, boolean last) {
        if (step instanceof Step.Chunk chunk) {
            stream.data(chunk.bytes(), last);
        } else if (step instanceof Step.Trailers trailers) {
            stream.headers(trailers.fields(), true);
        } else if (step instanceof Step.Wait wait) {
            LockSupport.parkNanos(wait.time().toNanos());
        } else if (step instanceof Step.Reset) {
            stream.reset(2);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable server : open) {
            try {
                server.close();
            } catch (Exception e) {
                throw new IllegalStateException("a scripted server did not close", e);
            }
        }
    }
}
