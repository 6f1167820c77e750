package io.tollgate.core.answer;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.endpoint.Dialect;
import io.tollgate.core.http.Headers;
import io.tollgate.core.usage.Usage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** What came of reading an answer: the facts, the text produced, and the bytes that went on. */
record Reading(AnswerFacts facts, String produced, String passed) {
    static final Headers SSE = Headers.of("content-type", "text/event-stream");
    static final Headers JSON = Headers.of("content-type", "application/json");

    static Reading of(Dialect dialect, Headers headers, byte[] answer, boolean hide, int... cuts) {
        return of(1, dialect, headers, answer, hide, cuts);
    }

    static Reading of(
            int answers,
            Dialect dialect,
            Headers headers,
            byte[] answer,
            boolean hide,
            int... cuts) {
        Produced produced = new Produced();
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        AnswerReader reader = new AnswerReader(dialect, headers, answers, hide, produced);
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : answer.length;
            // A copy of just the piece: whoever looks beyond it, or later, fails.
            byte[] piece = Arrays.copyOfRange(answer, from, to);
            boolean asIs = reader.feed(Bytes.of(piece), 0, piece.length);
            passed.writeBytes(asIs ? piece : reader.output());
            Arrays.fill(piece, (byte) '!');
            from = to;
        }
        passed.writeBytes(reader.finish());
        return new Reading(
                reader.facts(),
                produced.text.toString(StandardCharsets.UTF_8),
                passed.toString(StandardCharsets.ISO_8859_1));
    }

    static Reading stream(Dialect dialect, String answer) {
        return of(dialect, SSE, utf8(answer), true);
    }

    static Reading json(Dialect dialect, String answer) {
        return of(dialect, JSON, utf8(answer), true);
    }

    /** input/cached/write output/reasoning total, and how sure that is. */
    static String brief(Reading reading) {
        AnswerFacts facts = reading.facts();
        Usage usage = facts.usage();
        return usage.input()
                + "/"
                + usage.cachedInput()
                + "/"
                + usage.cacheWrite()
                + " "
                + usage.output()
                + "/"
                + usage.reasoning()
                + " "
                + usage.providerTotal()
                + (facts.usageFinal() ? " final" : facts.usageSeen() ? " seen" : " none")
                + (facts.error() ? " error" : "");
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Random places to cut, in order. */
    static int[] cuts(int length, int count, Random random) {
        return random.ints(count, 0, length + 1).sorted().toArray();
    }

    private static final class Produced extends OutputSink {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();

        @Override
        public void text(Bytes bytes, int from, int to) {
            text.writeBytes(bytes.toArray(from, to));
        }
    }
}
