package io.tollgate.conformance;

import io.tollgate.testkit.real.Gate;
import io.tollgate.testkit.real.Http2Stream;
import io.tollgate.testkit.real.Http2Stream.Frame;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream that shows trailers, and a gRPC service: one answer, one refusal, one echo. */
final class GrpcService {
    private static final Map<String, String> FIRST =
            Map.of(":status", "200", "content-type", "application/grpc", "x-first", "hello");

    private final AtomicInteger cancelled = new AtomicInteger();
    private final Gate later = new Gate();

    /** Streams of {@code Hang} that the client reset. */
    int cancelled() {
        return cancelled.get();
    }

    /** Streams of {@code Later} end from now on. */
    void endLater() {
        later.open();
    }

    void play(Http2Stream stream) {
        Frame.Headers head = (Frame.Headers) stream.next();
        switch (head.fields().get(":path")) {
            case "/pkg.Service/Do" -> {
                readToEnd(stream, false);
                stream.headers(FIRST, false);
                stream.data("\0\0\0\0\3yes", false);
                stream.headers(Map.of("grpc-status", "0"), true);
            }
            case "/pkg.Service/Fail" ->
                    stream.headers(
                            Map.of(
                                    ":status", "200",
                                    "content-type", "application/grpc",
                                    "grpc-status", "9",
                                    "grpc-message", "not now"),
                            true);
            case "/pkg.Service/Chat" -> {
                stream.headers(FIRST, false);
                readToEnd(stream, true);
                stream.headers(Map.of("grpc-status", "0", "x-last", "bye"), true);
            }
            case "/pkg.Service/Hang" -> {
                if (readToEnd(stream, false).equals("reset")) {
                    cancelled.incrementAndGet();
                }
            }
            case "/pkg.Service/Later" -> {
                stream.headers(FIRST, false);
                later.pass();
                stream.headers(Map.of("grpc-status", "0", "x-last", "bye"), true);
            }
            default -> {
                String seen = readToEnd(stream, false);
                stream.headers(Map.of(":status", "200"), false);
                stream.data(seen, false);
                stream.headers(Map.of("x-one", "1", "x-two", "2"), true);
            }
        }
    }

    /** The trailer {@code x-seen} of what was read. */
    private static String readToEnd(Http2Stream stream, boolean echo) {
        while (true) {
            Frame frame = stream.next();
            if (frame instanceof Frame.Headers trailers) {
                return trailers.fields().getOrDefault("x-seen", "none");
            }
            if (frame instanceof Frame.Data data) {
                if (echo && !data.text().isEmpty()) {
                    stream.data(data.text(), false);
                }
                if (data.end()) {
                    return "no trailers";
                }
            } else {
                return "reset";
            }
        }
    }
}
