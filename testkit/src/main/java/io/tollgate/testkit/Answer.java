package io.tollgate.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * An HTTP answer of a scripted server.
 *
 * @param status response status; 0 = the connection is closed without an answer
 * @param headers fields without {@code :status}
 * @param steps what follows the headers
 * @param delay time before the headers
 */
public record Answer(int status, List<Header> headers, List<Step> steps, Duration delay) {
    /** Copies the lists. */
    public Answer {
        headers = List.copyOf(headers);
        steps = List.copyOf(steps);
    }

    /** 200 with a JSON body and its content-length. */
    public static Answer json(String body) {
        return of(200, "content-type: application/json").body(body);
    }

    /** Headers from {@code name: value} lines, no body yet. */
    public static Answer of(int status, String... headerLines) {
        return new Answer(status, Header.parse(headerLines), List.of(), Duration.ZERO);
    }

    /** 200 text/event-stream without a length, one chunk a text. */
    public static Answer events(String... chunks) {
        Answer answer = of(200, "content-type: text/event-stream");
        for (String chunk : chunks) {
            answer = answer.then(Step.chunk(chunk));
        }
        return answer;
    }

    /** Closes the connection without a byte. */
    public static Answer reset() {
        return of(0).then(Step.reset());
    }

    /** Never answers. */
    public static Answer never() {
        return of(0).then(Step.silence());
    }

    /**
     * False for a status that HTTP gives no body. Any other answer over HTTP/1.1 without a
     * content-length goes in chunks, also when it has none.
     */
    public boolean mayHaveBody() {
        return status != 204 && status != 304;
    }

    /** The content-length among the headers. */
    public OptionalLong length() {
        return headers.stream()
                .filter(h -> h.name().equals("content-length"))
                .mapToLong(h -> Long.parseLong(h.value()))
                .findFirst();
    }

    /** The whole body with its content-length. */
    public Answer body(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return header("content-length", Integer.toString(bytes.length)).then(Step.chunk(bytes));
    }

    /** One more header. */
    public Answer header(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, more, steps, delay);
    }

    /** One more step. */
    public Answer then(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Answer(status, headers, more, delay);
    }

    /** The same answer, later. */
    public Answer after(Duration time) {
        return new Answer(status, headers, steps, time);
    }

    /**
     * The same answer with its body cut in two at every place there is, one answer a place; where
     * there is none, the answer as it is.
     */
    public List<Answer> atEverySplit() {
        return Splits.everywhere(steps).stream().map(this::withSteps).toList();
    }

    /** The same answer with its body cut at random places; see {@link Splits#seed()}. */
    public Answer splitAtRandom(long seed, int most) {
        return withSteps(Splits.random(steps, seed, most));
    }

    private Answer withSteps(List<Step> others) {
        return new Answer(status, headers, others, delay);
    }
}
