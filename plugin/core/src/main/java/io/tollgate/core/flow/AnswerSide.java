package io.tollgate.core.flow;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.answer.AnswerFacts;
import io.tollgate.core.answer.AnswerReader;
import io.tollgate.core.http.Ascii;
import io.tollgate.core.http.Headers;
import io.tollgate.core.refusal.LocalAnswer;
import io.tollgate.core.refusal.Refusal;
import io.tollgate.core.refusal.Refusals;
import io.tollgate.core.usage.Usage;
import java.util.Optional;

/** The way of an answer through the gateway: it passes at once, and a reader reads along. */
final class AnswerSide {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Gateway gateway;
    private final Attributes attributes;
    private final Outbox out;
    private final Call call;
    private final RequestSide request;
    private Optional<AnswerReader> reader = Optional.empty();
    private Optional<AnswerFacts> facts = Optional.empty(); // once it is over
    private Optional<OutputText> output = Optional.empty();
    private Optional<byte[]> ownBody = Optional.empty();
    private boolean started;
    private boolean ended;
    private int status;
    private long firstMs = -1;

    AnswerSide(Gateway gateway, Attributes attributes, Outbox out, Call call, RequestSide request) {
        this.gateway = gateway;
        this.attributes = attributes;
        this.out = out;
        this.call = call;
        this.request = request;
    }

    Step onHeaders(Headers headers, boolean end) {
        if (!call.recognised()) {
            return Step.PASS;
        }
        boolean ours = call.denied();
        // The router puts this header on what an upstream says: then no attribute need be asked
        // for.
        boolean local =
                !ours
                        && !headers.contains("x-envoy-upstream-service-time")
                        && !attributes.text("response", "code_details").equals("via_upstream");
        if (local) {
            speakDialect(headers, end);
        }
        if (!ours && !gateway.limits().isEmpty()) {
            AnswerHeaders.show(headers, call, request.admission(), gateway.config(), out);
        }
        if (!ours && !local) {
            start(headers, end);
        }
        return out.step(Move.GO);
    }

    private void start(Headers headers, boolean end) {
        started = true;
        ended = end;
        status = status(headers);
        if (call.endpoint().operation().charged()) {
            OutputText text = new OutputText();
            output = Optional.of(text);
            reader = Optional.of(reader(headers, text));
        }
        if (call.hidesUsage && headers.contains("content-length") && streamed(headers)) {
            out.add(new Effect.RemoveResponseHeader("content-length"));
        }
    }

    private static boolean streamed(Headers headers) {
        return Ascii.lower(headers.first("content-type").orElse("")).contains("event-stream");
    }

    private AnswerReader reader(Headers headers, OutputText text) {
        long answers = call.facts.isPresent() ? call.facts.get().answers() : 1;
        return new AnswerReader(call.endpoint().dialect(), headers, answers, call.hidesUsage, text);
    }

    /**
     * Envoy's own replies are plain text; an SDK wants its dialect. A reply without a body stays
     * without.
     */
    private void speakDialect(Headers headers, boolean end) {
        int status = status(headers);
        if (end || status < 400) {
            return;
        }
        Refusal refusal = AnswerHeaders.envoys(status, attributes.text("response", "code_details"));
        LocalAnswer answer =
                Refusals.answer(refusal, call.endpoint().dialect(), gateway.config().errors(), "");
        ownBody = Optional.of(answer.body());
        out.add(new Effect.SetResponseHeader("content-type", "application/json"));
        out.add(
                new Effect.SetResponseHeader(
                        "content-length", Integer.toString(answer.body().length)));
    }

    static int status(Headers headers) {
        String text = headers.first(":status").orElse("");
        int status = 0;
        for (int i = 0; i < text.length(); i++) {
            status = status * 10 + (text.charAt(i) - '0');
        }
        return status;
    }

    Passage onBody(Bytes piece, boolean end, long sinceStartNanos) {
        if (ownBody.isPresent()) {
            Passage own = Passage.of(ownBody.get());
            ownBody = Optional.of(new byte[0]);
            return own;
        }
        if (reader.isEmpty()) {
            ended |= end;
            return Passage.AS_IT_IS;
        }
        return read(reader.get(), piece, end, sinceStartNanos);
    }

    private Passage read(AnswerReader along, Bytes piece, boolean end, long sinceStartNanos) {
        boolean asItIs = along.feed(piece, 0, piece.length());
        if (firstMs < 0 && along.started()) {
            firstMs = sinceStartNanos / NANOS_PER_MILLI;
        }
        byte[] instead = asItIs ? NOTHING : along.output();
        if (!end) {
            return asItIs ? Passage.AS_IT_IS : Passage.of(instead);
        }
        ended = true;
        byte[] rest = along.finish();
        if (rest.length == 0) {
            return asItIs ? Passage.AS_IT_IS : Passage.of(instead);
        }
        return Passage.of(join(asItIs ? piece.toArray(0, piece.length()) : instead, rest));
    }

    private static final byte[] NOTHING = {};

    private static byte[] join(byte[] a, byte[] b) {
        byte[] all = new byte[a.length + b.length];
        System.arraycopy(a, 0, all, 0, a.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    /** Trailers end an answer; what still waits then is the event that was to be hidden. */
    Step onTrailers() {
        if (reader.isPresent() && !ended) {
            reader.get().finish();
        }
        ended = true;
        return out.step(Move.GO);
    }

    /** The stream is over, whether the answer was or not. */
    void close() {
        if (reader.isPresent()) {
            if (!ended) {
                reader.get().cut();
            }
            facts = Optional.of(reader.get().facts());
        }
    }

    Settlement.Told told() {
        if (facts.isEmpty() || !facts.get().usageSeen()) {
            return Settlement.Told.NOTHING;
        }
        return facts.get().usageFinal() ? Settlement.Told.FINAL : Settlement.Told.SOME;
    }

    /** The whole answer has passed, and nothing in it told what it cost. */
    boolean unmetered() {
        return ended && told() == Settlement.Told.NOTHING && facts.isPresent();
    }

    /** Why, as metrics name it. */
    String unread() {
        return switch (facts.get().unread()) {
            case NONE -> Notices.NO_USAGE;
            case ENCODING -> Notices.ENCODING;
            case TYPE -> Notices.TYPE;
        };
    }

    Usage usage() {
        return facts.isPresent() ? facts.get().usage() : Usage.NONE;
    }

    /** Our own count of what was produced so far. */
    long countedOutput() {
        return output.isPresent() ? gateway.tokens().count(call.model, output.get()) : 0;
    }

    boolean failed() {
        return facts.isPresent() && facts.get().error();
    }

    int status() {
        return status;
    }

    boolean started() {
        return started;
    }

    boolean ended() {
        return ended;
    }

    long firstMs() {
        return firstMs;
    }
}
