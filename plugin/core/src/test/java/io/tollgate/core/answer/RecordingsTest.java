package io.tollgate.core.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.endpoint.Dialect;
import io.tollgate.core.endpoint.Endpoint;
import io.tollgate.core.request.Problem;
import io.tollgate.core.request.PromptSink;
import io.tollgate.core.request.RequestFacts;
import io.tollgate.core.request.RequestReader;
import io.tollgate.core.usage.Usage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Real answers: what we read of them is what they say, however they are cut. */
class RecordingsTest {
    private static final int SHORT = 4_000;
    private static final List<Recording> ALL = Recording.load();

    @Test
    void readsTheUsageThatEveryCompleteAnswerSays() {
        int read = 0;
        for (Recording recording : ALL) {
            if (recording.endpoint().isEmpty() || recording.usage().isEmpty()) {
                continue;
            }
            Endpoint endpoint = recording.endpoint().get();
            Reading reading =
                    Reading.of(endpoint.dialect(), recording.headers(), recording.answer(), false);
            Usage usage = reading.facts().usage();
            Usage said = SaidUsage.of(recording.usage().get(), endpoint.dialect());
            assertEquals(said, usage, recording.id());
            assertTrue(reading.facts().usageFinal(), recording.id());
            assertEquals(
                    recording.id().contains("stream_error"),
                    reading.facts().error(),
                    recording.id());
            read++;
        }
        assertTrue(read > 250, "only " + read);
    }

    @Test
    void readsEventStreamsWhoseUsageANaiveReaderMissed() {
        int read = 0;
        for (Recording recording : ALL) {
            if (recording.binary()) {
                Reading reading =
                        Reading.of(Dialect.BEDROCK, recording.headers(), recording.answer(), false);
                Usage usage = reading.facts().usage();
                assertTrue(reading.facts().usageFinal(), recording.id());
                assertEquals(usage.providerTotal(), usage.total(), recording.id());
                assertTrue(usage.output() > 0 && !reading.produced().isEmpty(), recording.id());
                read++;
            }
        }
        assertEquals(4, read);
    }

    @Test
    void findsNoUsageInRefusals() {
        for (Recording recording : ALL) {
            if (recording.endpoint().isPresent() && recording.status() != 200) {
                Dialect dialect = recording.endpoint().get().dialect();
                Reading reading =
                        Reading.of(dialect, recording.headers(), recording.answer(), false);
                assertEquals(Usage.NONE, reading.facts().usage(), recording.id());
                assertFalse(reading.facts().usageSeen(), recording.id());
            }
        }
    }

    @Test
    void saysTheSameWhereverAStreamIsCut() {
        Random random = new Random(3);
        for (Recording recording : ALL) {
            if (recording.endpoint().isPresent() && recording.streamed()) {
                Dialect dialect = recording.endpoint().get().dialect();
                cutEverywhere(recording, dialect, false, random);
                cutEverywhere(recording, dialect, true, random);
            }
        }
    }

    private static void cutEverywhere(
            Recording recording, Dialect dialect, boolean hide, Random random) {
        byte[] answer = recording.answer();
        Reading whole = Reading.of(dialect, recording.headers(), answer, hide);
        boolean brief = answer.length <= SHORT;
        for (int i = 0; i <= (brief ? answer.length : 200); i++) {
            int cut = brief ? i : random.nextInt(answer.length);
            assertEquals(
                    whole,
                    Reading.of(dialect, recording.headers(), answer, hide, cut),
                    recording.id());
        }
        int[] cuts = Reading.cuts(answer.length, 50, random);
        assertEquals(
                whole,
                Reading.of(dialect, recording.headers(), answer, hide, cuts),
                recording.id());
    }

    @Test
    void readsTheRequests() {
        for (Recording recording : ALL) {
            if (recording.endpoint().isPresent() && recording.usage().isPresent()) {
                Endpoint endpoint = recording.endpoint().get();
                byte[] body = recording.request();
                RequestReader reader =
                        new RequestReader(endpoint.dialect(), false, 1 << 24, PromptSink.NONE);
                reader.feed(Bytes.of(body), 0, body.length);
                RequestFacts facts = reader.finish();
                assertEquals(Problem.NONE, facts.problem(), recording.id());
                assertTrue(
                        endpoint.model().isPresent() || !facts.model().isEmpty(), recording.id());
            }
        }
    }
}
