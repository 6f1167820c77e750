package io.tollgate.core.flow;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.http.Headers;
import io.tollgate.core.http.RequestHead;
import io.tollgate.core.report.Tags;
import java.util.List;

/** One stream, from its first header to its log entry: events in, steps out. */
public final class Exchange {
    private final Outbox out;
    private final Call call = new Call();
    private final RequestSide request;
    private final AnswerSide answer;
    private final Ending ending;
    private long startedNanos;
    private boolean started;

    Exchange(Gateway gateway, Attributes attributes) {
        out = new Outbox(gateway.series());
        request = new RequestSide(gateway, attributes, out, call);
        answer = new AnswerSide(gateway, attributes, out, call, request);
        ending = new Ending(gateway, out, call, request, answer);
    }

    public boolean takesBody() {
        return request.takesBody();
    }

    public Step onRequestHeaders(RequestHead head, boolean end, long nowNanos) {
        started = true;
        startedNanos = nowNanos;
        return request.onHeaders(head, end, millis(nowNanos));
    }

    public Step onRequestBody(Bytes piece, boolean end, long nowNanos) {
        return request.onBody(piece, end, millis(nowNanos));
    }

    public Step onRequestTrailers(long nowNanos) {
        return request.onTrailers(millis(nowNanos));
    }

    public Step onLook(LookResult result, long nowNanos) {
        return request.onLook(result, millis(nowNanos));
    }

    /** The answer to a reservation whose stream is over: what it charged goes back. */
    public List<Effect> onLateLook(LookResult result, long nowNanos) {
        return request.onLateLook(result, millis(nowNanos)).effects();
    }

    /** The host does not show bodies while headers wait. */
    public Step onHoldBroken(long nowNanos) {
        return request.onHoldBroken();
    }

    public Step onResponseHeaders(Headers headers, boolean end) {
        return answer.onHeaders(headers, end);
    }

    /** Whether the time of the next piece of the answer matters. */
    public boolean timesAnswer() {
        return answer.firstMs() < 0;
    }

    /**
     * A piece of the answer.
     *
     * @param nowNanos anything once {@link #timesAnswer} is false: asking for the time is a host
     *     call for each of a stream's chunks
     */
    public Passage onResponseBody(Bytes piece, boolean end, long nowNanos) {
        return answer.onBody(piece, end, nowNanos - startedNanos);
    }

    /** Whether an answer came, from its headers to its end. */
    public boolean answered() {
        return answer.started() && answer.ended();
    }

    /** The status of the provider's answer, 0 where there is none. */
    public int status() {
        return answer.status();
    }

    /** How long the stream has lasted. */
    public long millisSince(long nowNanos) {
        return millis(Math.max(0, nowNanos - startedNanos));
    }

    public Step onResponseTrailers() {
        return answer.onTrailers();
    }

    /** The stream is over; comes exactly once, also for streams that never had headers. */
    public List<Effect> onLog(StreamEnd end, long nowNanos) {
        return started ? ending.settle(end, millis(nowNanos)) : List.of();
    }

    /** We failed: this stream goes on unread, or is answered, as configured. */
    public List<Effect> onPanic() {
        out.step(Move.GO); // what the failed event had wanted is void
        out.count("tollgate.panics", Tags.NONE);
        request.onPanic();
        return out.step(Move.GO).effects();
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
