package io.tollgate.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What a client or an upstream does next after its headers. Without a last step that says otherwise
 * the message ends there.
 */
public sealed interface Step {
    /**
     * Sends body bytes.
     *
     * @param bytes not empty
     */
    record Chunk(byte[] bytes) implements Step {}

    /**
     * Ends with trailers (HTTP/2 downstream only).
     *
     * @param fields trailer fields
     */
    record Trailers(List<Header> fields) implements Step {}

    /** Hangs up (client) or aborts (upstream). */
    record Reset() implements Step {}

    /** Sends nothing more, and does not end. */
    record Silence() implements Step {}

    /**
     * Waits.
     *
     * @param time virtual time in the model, real time in Envoy: keep it short
     */
    record Wait(Duration time) implements Step {}

    /** A body chunk of UTF-8 text. */
    static Step chunk(String text) {
        return new Chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A body chunk. */
    static Step chunk(byte[] bytes) {
        return new Chunk(bytes);
    }

    /** Trailers from {@code name: value} lines. */
    static Step trailers(String... lines) {
        return new Trailers(Header.parse(lines));
    }

    /** Hangs up or aborts. */
    static Step reset() {
        return new Reset();
    }

    /** Never goes on. */
    static Step silence() {
        return new Silence();
    }

    /** A pause. */
    static Step pause(Duration time) {
        return new Wait(time);
    }
}
