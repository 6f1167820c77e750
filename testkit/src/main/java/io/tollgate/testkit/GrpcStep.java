package io.tollgate.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a scripted gRPC service does next on a stream. */
public sealed interface GrpcStep {
    /**
     * Sends initial metadata. Without it, the first message is preceded by none.
     *
     * @param fields beside those of the protocol
     */
    record Metadata(List<Header> fields) implements GrpcStep {
        /** With those of the protocol. */
        public List<Header> all() {
            List<Header> all = new ArrayList<>();
            all.add(new Header(":status", "200"));
            all.add(new Header("content-type", "application/grpc"));
            all.addAll(fields);
            return all;
        }
    }

    /**
     * Sends a message.
     *
     * @param bytes serialized
     */
    record Message(byte[] bytes) implements GrpcStep {}

    /**
     * Ends the stream.
     *
     * @param status 0 to 16
     * @param text its message; may be empty
     * @param fields trailing metadata beside those of the protocol
     */
    record Close(int status, String text, List<Header> fields) implements GrpcStep {
        /** With those of the protocol. */
        public List<Header> all() {
            List<Header> all = new ArrayList<>();
            all.add(new Header("grpc-status", Integer.toString(status)));
            if (!text.isEmpty()) {
                all.add(new Header("grpc-message", text));
            }
            all.addAll(fields);
            return all;
        }

        /** The answer of a stream on which nothing else was sent. */
        public List<Header> alone() {
            List<Header> all = new Metadata(List.of()).all();
            all.addAll(all());
            return all;
        }
    }

    /** Resets the stream. */
    record Reset() implements GrpcStep {}

    /**
     * Waits.
     *
     * @param time virtual time in the model, real time in Envoy: keep it short
     */
    record Wait(Duration time) implements GrpcStep {}

    /** Initial metadata from {@code name: value} lines. */
    static GrpcStep metadata(String... lines) {
        return new Metadata(Header.parse(lines));
    }

    /** A message. */
    static GrpcStep message(byte[] bytes) {
        return new Message(bytes);
    }

    /** A message of UTF-8 text. */
    static GrpcStep message(String text) {
        return new Message(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The end, with trailing metadata from {@code name: value} lines. */
    static GrpcStep close(int status, String text, String... lines) {
        return new Close(status, text, Header.parse(lines));
    }

    /** A reset. */
    static GrpcStep reset() {
        return new Reset();
    }

    /** A pause. */
    static GrpcStep pause(Duration time) {
        return new Wait(time);
    }
}
