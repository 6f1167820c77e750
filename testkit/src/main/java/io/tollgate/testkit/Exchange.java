package io.tollgate.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of one request, on whatever host. The {@code has…} methods fail with the stream's
 * trace.
 *
 * @param status status that the client got; 0 = none
 * @param headers fields that the client got, without {@code :status}
 * @param chunks body as it came; on a real connection the cuts may differ
 * @param trailers trailers that the client got
 * @param end how it ended for the client
 * @param upstream what the upstream got; absent when it saw nothing
 * @param upstreamComplete whether the upstream got the whole request
 * @param state watched filter state at the end, as an access log prints it
 * @param details response code details
 * @param actions what the filter's callbacks returned, in order; absent in Envoy for requests that
 *     were sent at the same time
 * @param trace callbacks, host calls and actions, or Envoy's log
 */
public record Exchange(
        int status,
        List<Header> headers,
        List<byte[]> chunks,
        List<Header> trailers,
        End end,
        Optional<HttpMessage> upstream,
        boolean upstreamComplete,
        Map<String, String> state,
        String details,
        Optional<List<Action>> actions,
        String trace) {
    /** How an answer ends. */
    public enum End {
        /** As it should. */
        COMPLETE,
        /** Cut by the other side. */
        RESET,
        /** The client hung up or gave up waiting. */
        ABANDONED
    }

    /** Copies the collections. */
    public Exchange {
        headers = List.copyOf(headers);
        chunks = List.copyOf(chunks);
        trailers = List.copyOf(trailers);
        state = Map.copyOf(state);
        actions = actions.map(List::copyOf);
    }

    /** The body that the client got. */
    public byte[] bodyBytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** The same as UTF-8. */
    public String body() {
        return new String(bodyBytes(), StandardCharsets.UTF_8);
    }

    /** First value of a header that the client got. */
    public Optional<String> header(String name) {
        return headers.stream().filter(h -> h.name().equals(name)).map(Header::value).findFirst();
    }

    /** Value of a watched filter state key. */
    public Optional<String> filterState(String key) {
        return Optional.ofNullable(state.get(key));
    }

    /** The client got this status. */
    public Exchange hasStatus(int expected) {
        return check(expected, status, "status");
    }

    /** The client got this header with this first value. */
    public Exchange hasHeader(String name, String expected) {
        return check(Optional.of(expected), header(name), "header " + name);
    }

    /** The client did not get this header. */
    public Exchange hasNoHeader(String name) {
        return check(Optional.empty(), header(name), "header " + name);
    }

    /** The client got exactly this body. */
    public Exchange hasBody(String expected) {
        return check(expected, body(), "body");
    }

    /** The answer ended in this way for the client. */
    public Exchange hasEnd(End expected) {
        return check(expected, end, "end");
    }

    /** No byte reached the upstream. */
    public Exchange upstreamSawNothing() {
        return check(Optional.empty(), upstream.map(HttpMessage::headers), "upstream's headers");
    }

    /** The upstream got the whole request with exactly this body. */
    public Exchange upstreamGotBody(String expected) {
        check(true, upstreamComplete, "upstream got the whole request");
        return check(Optional.of(expected), upstream.map(HttpMessage::text), "upstream's body");
    }

    /** The upstream got this header with this first value. */
    public Exchange upstreamGotHeader(String name, String expected) {
        return check(
                Optional.of(expected),
                upstream.flatMap(m -> m.header(name)),
                "upstream's header " + name);
    }

    /** The upstream got headers without this one. */
    public Exchange upstreamGotNoHeader(String name) {
        check(true, upstream.isPresent(), "upstream got headers");
        return check(
                Optional.empty(),
                upstream.flatMap(m -> m.header(name)),
                "upstream's header " + name);
    }

    /** The watched filter state has this value at the end. */
    public Exchange hasFilterState(String key, String expected) {
        return check(Optional.of(expected), filterState(key), "filter state " + key);
    }

    /** The watched filter state was never set. */
    public Exchange hasNoFilterState(String key) {
        return check(Optional.empty(), filterState(key), "filter state " + key);
    }

    /** The callbacks of this name returned these numbers, one each. */
    public Exchange returned(String callback, Integer... numbers) {
        check(true, actions.isPresent(), "actions are known");
        List<Integer> seen =
                actions.orElseThrow().stream()
                        .filter(a -> a.callback().equals(callback))
                        .map(Action::number)
                        .toList();
        return check(List.of(numbers), seen, callback + " returned");
    }

    private Exchange check(Object expected, Object actual, String what) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(
                    what + ": expected " + expected + ", was " + actual + "\n" + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return "status "
                + status
                + " "
                + headers
                + " body \""
                + body()
                + "\" "
                + end
                + " details "
                + details
                + "\nupstream "
                + upstream.map(m -> m.headers() + " body \"" + m.text() + "\"")
                        .orElse("saw nothing")
                + (upstreamComplete ? "" : " (not complete)")
                + observed();
    }

    private String observed() {
        return "\nactions "
                + actions.map(List::toString).orElse("not known")
                + "\nfilter state "
                + state
                + "\ntrace:\n"
                + trace;
    }
}
