package io.tollgate.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client sends, and how.
 *
 * @param method method
 * @param path path with query
 * @param authority host; empty = none is sent, which Envoy refuses before any filter
 * @param headers other fields
 * @param steps body chunks, trailers, pauses, hanging up
 * @param http2 protocol; trailers need HTTP/2
 * @param patience how long the client waits for an answer before it hangs up
 */
public record Request(
        String method,
        String path,
        String authority,
        List<Header> headers,
        List<Step> steps,
        boolean http2,
        Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Copies the lists. */
    public Request {
        headers = List.copyOf(headers);
        steps = List.copyOf(steps);
    }

    /** A request with headers only, so far. */
    public static Request of(String method, String path) {
        return new Request(method, path, "test.local", List.of(), List.of(), false, PATIENCE);
    }

    /** GET. */
    public static Request get(String path) {
        return of("GET", path);
    }

    /** POST with this JSON body in one chunk. */
    public static Request json(String path, String body) {
        return of("POST", path).header("content-type: application/json").body(body);
    }

    /** POST with a body in these chunks, with their content-length. */
    public static Request chunks(String path, String... texts) {
        List<byte[]> parts = new ArrayList<>();
        for (String text : texts) {
            parts.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return of("POST", path).body(parts);
    }

    /** One more header, as {@code name: value}. */
    public Request header(String line) {
        List<Header> more = new ArrayList<>(headers);
        more.add(Header.parse(line));
        return new Request(method, path, authority, more, steps, http2, patience);
    }

    /** A whole body with its content-length. */
    public Request body(String text) {
        return body(List.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A body in these chunks, with their content-length; empty chunks are left out. */
    public Request body(List<byte[]> parts) {
        int length = parts.stream().mapToInt(p -> p.length).sum();
        Request result = header("content-length: " + length);
        for (byte[] part : parts) {
            result = part.length == 0 ? result : result.then(Step.chunk(part));
        }
        return result;
    }

    /** One more step. */
    public Request then(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Request(method, path, authority, headers, more, http2, patience);
    }

    /** The same over HTTP/2. */
    public Request overHttp2() {
        return new Request(method, path, authority, headers, steps, true, patience);
    }

    /** Another host; empty = no host at all. */
    public Request host(String value) {
        return new Request(method, path, value, headers, steps, http2, patience);
    }

    /** A client that waits longer or less long. */
    public Request patience(Duration time) {
        return new Request(method, path, authority, headers, steps, http2, time);
    }

    /**
     * The same request with its body cut in two at every place there is, one request a place; where
     * there is none, the request as it is.
     */
    public List<Request> atEverySplit() {
        return Splits.everywhere(steps).stream().map(this::withSteps).toList();
    }

    /**
     * The same request with its body cut at random places. The seed belongs into the test's
     * message: {@link Splits#seed()} prints one.
     */
    public Request splitAtRandom(long seed, int most) {
        return withSteps(Splits.random(steps, seed, most));
    }

    private Request withSteps(List<Step> others) {
        return new Request(method, path, authority, headers, others, http2, patience);
    }
}
