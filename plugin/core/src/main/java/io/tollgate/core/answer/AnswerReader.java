package io.tollgate.core.answer;

import io.tollgate.bytes.ByteSink;
import io.tollgate.bytes.Bytes;
import io.tollgate.bytes.Gunzip;
import io.tollgate.core.endpoint.Dialect;
import io.tollgate.core.http.Ascii;
import io.tollgate.core.http.Coding;
import io.tollgate.core.http.Headers;
import io.tollgate.json.JsonScanner;
import java.util.Optional;

/** Reads one answer that arrives in any pieces. */
public final class AnswerReader {
    private final EventReader events;
    private final Optional<Framing> framing;
    private final Optional<Gunzip> gunzip;
    private final boolean encoded;
    private boolean broken;

    /**
     * @param headers of the answer
     * @param answers how many the request asked for
     * @param hide whether usage was asked for by us only, so that its chunk is taken out of a
     *     stream
     * @param output is told of the text produced
     */
    public AnswerReader(
            Dialect dialect, Headers headers, long answers, boolean hide, OutputSink output) {
        events = new EventReader(dialect, answers, output);
        Coding coding = Coding.of(headers);
        boolean gzip = coding == Coding.GZIP;
        encoded = coding == Coding.OTHER;
        framing =
                framing(
                        dialect,
                        Ascii.lower(headers.first("content-type").orElse("")),
                        hide && !gzip);
        gunzip =
                gzip && framing.isPresent()
                        ? Optional.of(new Gunzip(new Decoded()))
                        : Optional.empty();
        tokenHeaders(headers);
    }

    private Optional<Framing> framing(Dialect dialect, String type, boolean hide) {
        if (encoded) {
            return Optional.empty();
        }
        if (type.equals("application/json")) { // most answers
            return Optional.of(json(dialect));
        }
        if (type.contains("event")) {
            return Optional.ofNullable(stream(dialect, type, hide));
        }
        boolean json = type.contains("json");
        if (!json && !type.isEmpty() && !type.startsWith("text/")) {
            return Optional.empty();
        }
        Framing whole = json(dialect);
        return Optional.of(json ? whole : new UntoldFraming(whole, untold(dialect)));
    }

    /** Nothing is hidden where the type does not say that it is a stream. */
    private Framing untold(Dialect dialect) {
        return new SseReader(JsonScanner.ofSeries(dialect.answer(), events), events, false);
    }

    private Framing json(Dialect dialect) {
        return new JsonFraming(new JsonScanner(dialect.answer(), events), events);
    }

    private Framing stream(Dialect dialect, String type, boolean hide) {
        JsonScanner json = JsonScanner.ofSeries(dialect.answer(), events);
        if (type.contains("event-stream")) {
            return new SseReader(json, events, hide);
        }
        if (type.contains("amazon.eventstream")) {
            boolean invoke = dialect == Dialect.INVOKE;
            return new EventStreamReader(
                    invoke ? new Base64Payload(json) : EventStreamReader.documents(json), events);
        }
        return null;
    }

    /** Bedrock's Invoke tells the numbers beside the body. */
    private void tokenHeaders(Headers headers) {
        Optional<String> input = headers.first("x-amzn-bedrock-input-token-count");
        if (input.isPresent()) {
            events.fallback(
                    number(input.get()),
                    number(headers.first("x-amzn-bedrock-output-token-count").orElse("")));
        }
    }

    private static long number(String digits) {
        long value = 0;
        for (int i = 0; i < digits.length() && i < 18; i++) {
            int digit = digits.charAt(i) - '0';
            value = digit >= 0 && digit <= 9 ? value * 10 + digit : value;
        }
        return value;
    }

    /**
     * Reads on. True: these bytes go on as they came; false: {@link #output} goes on in their
     * place.
     */
    public boolean feed(Bytes b, int from, int to) {
        if (gunzip.isPresent()) {
            broken = !gunzip.get().feed(b, from, to);
            return true;
        }
        return framing.isEmpty() || framing.get().feed(b, from, to);
    }

    public byte[] output() {
        return framing.isPresent() ? framing.get().output() : new byte[0];
    }

    /** The answer ended by itself. What is returned waited, and goes on after all the rest. */
    public byte[] finish() {
        return end(true);
    }

    /** The answer was cut off. */
    public void cut() {
        end(false);
    }

    private byte[] end(boolean whole) {
        broken |= whole && gunzip.isPresent() && !gunzip.get().complete();
        return framing.isPresent() ? framing.get().finish(whole) : new byte[0];
    }

    /** Whether any text has been produced by now. */
    public boolean started() {
        return events.outputBytes() > 0;
    }

    public AnswerFacts facts() {
        Unread unread =
                encoded || broken ? Unread.ENCODING : framing.isEmpty() ? Unread.TYPE : Unread.NONE;
        return events.facts(unread);
    }

    private final class Decoded extends ByteSink {
        @Override
        public void take(Bytes bytes, int from, int to) {
            framing.get().feed(bytes, from, to);
        }
    }
}
