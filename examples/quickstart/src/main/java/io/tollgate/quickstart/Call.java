package io.tollgate.quickstart;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * One request to the demo provider. Its knobs are headers: {@code x-demo-latency-ms} before the
 * answer, {@code x-demo-chunk-ms} between pieces of a stream, {@code x-demo-tokens} how much to
 * say, {@code x-demo-fail} a status code, {@code cut} (the stream ends in the middle) or {@code
 * nousage} (the answer does not say what it used).
 */
final class Call {

    private static final int TALKATIVE = 40;

    private final HttpExchange exchange;
    private final Map<String, Object> body;

    Call(HttpExchange exchange) throws IOException {
        this.exchange = exchange;
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        this.body = bytes.length == 0 ? Map.of() : Json.read(bytes);
    }

    Map<String, Object> body() {
        return body;
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    String model() {
        return Json.text(body, "model", "demo");
    }

    boolean stream() {
        return Json.flag(body, "stream");
    }

    Optional<String> knob(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-demo-" + name));
    }

    int wanted() {
        return knob("tokens").map(Integer::parseInt).orElse(TALKATIVE);
    }

    boolean tellsUsage() {
        return !knob("fail").equals(Optional.of("nousage"));
    }

    /** The status the caller asked this request to fail with. */
    Optional<Integer> failure() {
        return knob("fail")
                .filter(f -> f.chars().allMatch(Character::isDigit))
                .map(Integer::parseInt);
    }

    void pause() {
        wait("latency-ms");
    }

    /** Answers with JSON. */
    void json(int status, Object value) throws IOException {
        byte[] bytes = Json.write(value).getBytes(StandardCharsets.UTF_8);
        send(status, "application/json", bytes);
    }

    /** Answers with bytes of any type. */
    void send(int status, String type, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** Starts a stream of that type; each write is a chunk of its own. */
    Stream stream(String type) throws IOException {
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(200, 0);
        return new Stream(exchange.getResponseBody());
    }

    private void wait(String knob) {
        knob(knob).map(Long::parseLong).ifPresent(ms -> LockSupport.parkNanos(ms * 1_000_000));
    }

    /** A streamed answer. */
    final class Stream {

        private final OutputStream out;

        private Stream(OutputStream out) {
            this.out = out;
        }

        /** One server-sent event without a name. */
        void data(Object value) throws IOException {
            write(("data: " + Json.write(value) + "\n\n").getBytes(StandardCharsets.UTF_8));
        }

        /** One named server-sent event. */
        void event(String name, Object value) throws IOException {
            write(
                    ("event: " + name + "\ndata: " + Json.write(value) + "\n\n")
                            .getBytes(StandardCharsets.UTF_8));
        }

        /** Bytes as one chunk. */
        void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /**
         * Says the pieces one by one; false where the caller wants the stream cut in the middle.
         */
        void say(List<String> pieces, Piece piece) throws IOException {
            boolean cut = knob("fail").equals(Optional.of("cut"));
            for (int i = 0; i < (cut ? pieces.size() / 2 : pieces.size()); i++) {
                piece.say(pieces.get(i));
                Call.this.wait("chunk-ms");
            }
            if (cut) {
                throw new CutException();
            }
        }

        void end() throws IOException {
            out.close();
        }
    }

    /** The connection is to end here, in the middle of the answer. */
    static final class CutException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Writes one piece of a streamed answer in a dialect. */
    @FunctionalInterface
    interface Piece {
        void say(String text) throws IOException;
    }
}
