package io.tollgate.core.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.endpoint.Dialect;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The chunk that only we asked for does not reach the client; every other byte does. */
@SuppressWarnings("StringConcatToTextBlock") // the ends of the lines matter here
class HidingTest {
    private static final String TEXT =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":null}]}\n\n";
    private static final String STOP =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":6}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private static void passes(String expected, String stream) {
        byte[] bytes = Reading.utf8(stream);
        for (int i = 0; i <= bytes.length; i++) {
            for (int step : new int[] {1, 7}) {
                Reading reading =
                        Reading.of(
                                Dialect.OPENAI,
                                Reading.SSE,
                                bytes,
                                true,
                                i,
                                Math.min(i + step, bytes.length));
                String wanted = new String(Reading.utf8(expected), StandardCharsets.ISO_8859_1);
                assertEquals(wanted, reading.passed());
                assertEquals(stream.contains("prompt_tokens"), reading.facts().usageSeen());
            }
        }
    }

    @Test
    void takesTheUsageChunkOutAndNothingElse() {
        passes(TEXT + STOP + DONE, TEXT + STOP + USAGE + DONE);
        passes(TEXT + STOP, TEXT + STOP + USAGE);
        passes(TEXT + STOP, TEXT + STOP + USAGE.trim());
        passes(TEXT + STOP + ": ping\n\n" + DONE, TEXT + STOP + ": ping\n\n" + USAGE + DONE);
    }

    @Test
    void takesItOutWithEveryLineEnding() {
        for (String end : new String[] {"\r\n", "\r"}) {
            String expected = (TEXT + STOP + DONE).replace("\n", end);
            passes(expected, (TEXT + STOP + "event: x\n: c\n" + USAGE + DONE).replace("\n", end));
        }
    }

    @Test
    void leavesUsageThatStandsBesideChoicesOrBeforeTheEnd() {
        String both =
                "data: {\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5}}\n\n";
        passes(TEXT + both + DONE, TEXT + both + DONE);
        passes(USAGE + TEXT, USAGE + TEXT);
        String filter = "data: {\"choices\":[],\"prompt_filter_results\":[]}\n\n";
        passes(filter + TEXT + STOP + filter + DONE, filter + TEXT + STOP + filter + DONE);
        passes(TEXT + STOP + "data: {\"choices\":[]", TEXT + STOP + "data: {\"choices\":[]");
    }

    @Test
    void leavesEverythingWhereTheClientAsked() {
        byte[] stream = Reading.utf8(TEXT + STOP + USAGE + DONE);
        for (int i = 0; i < stream.length; i++) {
            Reading reading = Reading.of(Dialect.OPENAI, Reading.SSE, stream, false, i);
            assertEquals(new String(stream, StandardCharsets.UTF_8), reading.passed());
        }
    }

    @Test
    void waitsForEveryChoice() {
        AnswerReader reader =
                new AnswerReader(Dialect.OPENAI, Reading.SSE, 2, true, OutputSink.NONE);
        String second = STOP.replace("\"index\":0", "\"index\":1");
        assertEquals(STOP, feed(reader, STOP));
        assertEquals("data: {", feed(reader, "data: {"));
        assertEquals("\"x\":1}\n\n" + second, feed(reader, "\"x\":1}\n\n" + second));
        assertEquals("", feed(reader, USAGE.substring(0, 9)));
        assertEquals("", feed(reader, USAGE.substring(9)));
        assertEquals(DONE, feed(reader, DONE));
        assertEquals(0, reader.finish().length);
    }

    @Test
    void holdsBackNoMoreThanAnUnfinishedEventThatMayBeUsage() {
        AnswerReader reader =
                new AnswerReader(Dialect.OPENAI, Reading.SSE, 1, true, OutputSink.NONE);
        assertEquals(TEXT + STOP, feed(reader, TEXT + STOP));
        assertEquals("", feed(reader, "data: {\"choices\":["));
        assertEquals("data: {\"choices\":[{\"index\"", feed(reader, "{\"index\""));
        assertEquals(":0}]}\n\n", feed(reader, ":0}]}\n\n"));
        assertEquals("", feed(reader, "data: ["));
        assertEquals("data: [D", feed(reader, "D"));
        assertEquals("ONE]\n\n", feed(reader, "ONE]\n\n"));
        String big = "data: {\"x\":\"" + "y".repeat(16_300);
        assertEquals("", feed(reader, big));
        assertEquals(big + "z".repeat(100), feed(reader, "z".repeat(100)));
        String rest = "\",\"usage\":{\"prompt_tokens\":1}}\n\n";
        assertEquals(rest, feed(reader, rest));
        assertEquals("", feed(reader, "data: {\"choices\""));
        reader.cut();
        assertEquals(1, reader.facts().usage().input());
    }

    private static String feed(AnswerReader reader, String text) {
        byte[] bytes = Reading.utf8(text);
        boolean asIs = reader.feed(Bytes.of(bytes), 0, bytes.length);
        return asIs ? text : new String(reader.output(), StandardCharsets.UTF_8);
    }
}
