package io.tollgate.core.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.core.endpoint.Dialect;
import io.tollgate.core.http.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every pain that gateways have had with answers, by name. */
@SuppressWarnings("StringConcatToTextBlock") // the ends of the lines matter here
class AnswerReaderTest {
    private static final String MESSAGE_START =
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"claude\",\"usage\":"
                    + "{\"input_tokens\":10,\"cache_creation_input_tokens\":3,\"cache_read_input_tokens\":5,\"output_tokens\":1}}}\n\n";
    private static final String MESSAGE_DELTA =
            "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                    + "\"usage\":{\"input_tokens\":10,\"output_tokens\":7}}\n\n";

    private static String chunk(String text) {
        return "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                + text
                + "\"},"
                + "\"finish_reason\":null}],\"usage\":null}\n\n";
    }

    private static final String STOP =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}\n\n";

    private static String usage(int input, int output) {
        return "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":"
                + input
                + ",\"completion_tokens\":"
                + output
                + "}}\n\n";
    }

    @Test
    void countsUsageOnceThoughAnthropicSaysItTwice() {
        String delta =
                "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"hé\"}}\n\n";
        String stop = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
        Reading reading =
                Reading.stream(
                        Dialect.ANTHROPIC,
                        MESSAGE_START
                                + "event: ping\ndata: {\"type\":\"ping\"}\n\n"
                                + delta
                                + MESSAGE_DELTA
                                + stop);
        assertEquals("18/5/3 7/0 0 final", Reading.brief(reading));
        assertEquals("hé claude", reading.produced() + " " + reading.facts().model());
        assertEquals(
                "18/5/3 1/0 0 seen",
                Reading.brief(Reading.stream(Dialect.ANTHROPIC, MESSAGE_START + delta)));
    }

    @Test
    void countsCumulativeUsageOfVllmOnce() {
        StringBuilder stream = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            stream.append(
                            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":null}],")
                    .append("\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":")
                    .append(i)
                    .append("}}\n\n");
        }
        assertEquals(
                "5/0/0 4/0 0 seen",
                Reading.brief(Reading.stream(Dialect.OPENAI, stream.toString())));
        assertEquals(
                "5/0/0 6/0 0 final",
                Reading.brief(
                        Reading.stream(
                                Dialect.OPENAI, stream + STOP + usage(5, 6) + "data: [DONE]\n\n")));
        assertEquals(
                "5/0/0 4/0 0 final",
                Reading.brief(Reading.stream(Dialect.OPENAI, stream + "data: [DONE]\n\n")));
    }

    @Test
    void takesGeminisLastUsageAsAWhole() {
        String first =
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}],\"usageMetadata\":{\"promptTokenCount\":8,\"thoughtsTokenCount\":5}}";
        String last =
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"b\"}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":2}}";
        Reading sse =
                Reading.stream(
                        Dialect.GEMINI, "data: " + first + "\r\n\r\ndata: " + last + "\r\n\r\n");
        assertEquals("9/0/0 2/0 0 final ab", Reading.brief(sse) + " " + sse.produced());
        Reading array = Reading.json(Dialect.GEMINI, "[" + first + "\n,\n" + last + "]");
        assertEquals("9/0/0 2/0 0 final ab", Reading.brief(array) + " " + array.produced());
        assertEquals(
                "8/0/0 5/5 0 seen",
                Reading.brief(Reading.json(Dialect.GEMINI, "[" + first + "\n,\n{\"cand")));
        assertEquals(
                "8/0/0 5/5 0 seen",
                Reading.brief(Reading.stream(Dialect.GEMINI, "data: " + first + "\n\n")));
    }

    @Test
    void isNotResetByUsageNull() {
        assertEquals(
                "5/0/0 6/0 0 final",
                Reading.brief(
                        Reading.stream(Dialect.OPENAI, STOP + usage(5, 6) + chunk("x") + STOP)));
    }

    @ParameterizedTest
    @CsvSource({"\\n", "\\r\\n", "\\r"})
    void readsEveryLineEnding(String escaped) {
        String end = escaped.replace("\\n", "\n").replace("\\r", "\r");
        String stream =
                "\ufeff: hi\n\n"
                        + chunk("a").replace("\n\n", "\n: ping\n\n")
                        + ": keep-alive\n\n\n"
                        + "id: 1\nretry: 5\ndataset: x\ndata\n"
                        + STOP
                        + "data:{\"choices\":[],\ndata: \"usage\":{\"prompt_tokens\":5,\ndata:\"completion_tokens\":6}}\n\ndata: [DONE]\n\n";
        assertEquals(
                "5/0/0 6/0 0 final",
                Reading.brief(Reading.stream(Dialect.OPENAI, stream.replace("\n", end))));
    }

    @Test
    void needsNeitherDoneNorALastBlankLine() {
        String cut = usage(5, 6).trim();
        assertEquals(
                "5/0/0 6/0 0 final",
                Reading.brief(Reading.stream(Dialect.OPENAI, chunk("a") + STOP + cut)));
        String completed =
                "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"model\":\"o\",\"usage\":{\"input_tokens\":4,\"output_tokens\":2}}}";
        Reading responses =
                Reading.stream(
                        Dialect.RESPONSES,
                        "data: {\"type\":\"response.created\",\"response\":{\"usage\":null}}\n\n"
                                + "data: {\"type\":\"response.output_text.delta\",\"delta\":\"t\"}\n\n"
                                + "data: {\"type\":\"response.audio.delta\",\"delta\":\"AAAA\"}\n\n"
                                + completed);
        assertEquals(
                "4/0/0 2/0 0 final t o",
                Reading.brief(responses)
                        + " "
                        + responses.produced()
                        + " "
                        + responses.facts().model());
    }

    @Test
    void takesAnErrorInsideOfAStreamForAnError() {
        assertEquals(
                "0/0/0 0/0 0 none error",
                Reading.brief(
                        Reading.stream(
                                Dialect.OPENAI,
                                chunk("a") + "data: {\"error\":{\"message\":\"x\"}}\n\n")));
        assertEquals(
                "0/0/0 0/0 0 none error",
                Reading.brief(
                        Reading.stream(
                                Dialect.OPENAI, chunk("a") + "event: error\ndata: {\"x\":1}\n\n")));
        assertEquals(
                "18/5/3 1/0 0 seen error",
                Reading.brief(
                        Reading.stream(
                                Dialect.ANTHROPIC,
                                MESSAGE_START
                                        + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}\n\n")));
        assertEquals(
                "0/0/0 0/0 0 none",
                Reading.brief(
                        Reading.stream(
                                Dialect.RESPONSES,
                                "data: {\"type\":\"response.created\",\"response\":{\"error\":null}}\n\n")));
        assertEquals(
                "0/0/0 0/0 0 none error",
                Reading.brief(
                        Reading.stream(
                                Dialect.RESPONSES,
                                "data: {\"type\":\"response.failed\",\"response\":{\"error\":{\"code\":\"x\"}}}\n\n")));
    }

    @Test
    void readsCohereAndMistralStreams() {
        String cohere =
                "event: content-delta\ndata: {\"type\":\"content-delta\",\"delta\":{\"message\":{\"content\":{\"text\":\"hi\"}}}}\n\n"
                        + "event: message-end\ndata: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"COMPLETE\",\"usage\":{\"tokens\":{\"input_tokens\":9,\"output_tokens\":4}}}}\n\n";
        Reading reading = Reading.stream(Dialect.COHERE, cohere);
        assertEquals("9/0/0 4/0 0 final hi", Reading.brief(reading) + " " + reading.produced());
        String last =
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}\n\n";
        assertEquals(
                "9/0/0 4/0 0 final",
                Reading.brief(Reading.stream(Dialect.MISTRAL, chunk("a") + last)));
        assertEquals(
                "9/0/0 4/0 0 final",
                Reading.brief(
                        Reading.stream(
                                Dialect.OPENAI,
                                chunk("a")
                                        + "data: {\"choices\":[{\"finish_reason\":\"stop\"}],\"x_groq\":{\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}}\n\n")));
    }

    @Test
    void readsDocumentsOneAfterTheOther() {
        Headers lines = Headers.of("content-type", "application/stream+json");
        String end =
                "{\"event_type\":\"stream-end\",\"finish_reason\":\"COMPLETE\",\"response\":{\"text\":\"ab\","
                        + "\"meta\":{\"tokens\":{\"input_tokens\":71,\"output_tokens\":9}}}}";
        String text = "{\"event_type\":\"text-generation\",\"text\":\"a\"}";
        for (String gap : new String[] {"\n", "", "\r\n \n"}) {
            byte[] stream = Reading.utf8(text + gap + text + gap + end + gap);
            Reading whole = Reading.of(Dialect.COHERE, lines, stream, false);
            assertEquals("71/0/0 9/0 0 final", Reading.brief(whole));
            assertEquals("aa", whole.produced());
            for (int i = 0; i < stream.length; i++) {
                int next = Math.min(i + 1, stream.length);
                assertEquals(whole, Reading.of(Dialect.COHERE, lines, stream, false, i, next));
            }
        }
        byte[] cut = Reading.utf8(text + "\n" + text + "\n" + end.substring(0, 90));
        Reading early = Reading.of(Dialect.COHERE, lines, cut, false);
        assertEquals("0/0/0 0/0 0 none", Reading.brief(early));
    }

    @Test
    void tellsTextReasoningAndToolCalls() {
        String stream =
                "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"r\\u00e9\",\"content\":null}}]}\n\n"
                        + "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}}]}}]}\n\n"
                        + "data: {\"choices\":[{\"delta\":{\"content\":\"\\ud83d\\ude00\"}}]}\n\n";
        Reading reading = Reading.stream(Dialect.OPENAI, stream);
        assertEquals("réf{\"a\":😀", reading.produced());
        assertEquals(Reading.utf8(reading.produced()).length, reading.facts().outputBytes());
        Reading args =
                Reading.json(
                        Dialect.GEMINI,
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{\"a\": 1}}}]}}]}");
        assertEquals("{\"a\": 1}", args.produced());
    }

    @Test
    void readsTheNumbersOfBedrockThatStandInHeaders() {
        Headers headers =
                Headers.of(
                        "content-type",
                        "application/json",
                        "x-amzn-bedrock-input-token-count",
                        "12",
                        "x-amzn-bedrock-output-token-count",
                        "34");
        assertEquals(
                "12/0/0 34/0 0 final",
                Reading.brief(
                        Reading.of(
                                Dialect.INVOKE,
                                headers,
                                Reading.utf8("{\"embedding\":[]}"),
                                false)));
        String body =
                "{\"usage\":{\"input_tokens\":12,\"cache_read_input_tokens\":8,\"output_tokens\":34}}";
        assertEquals(
                "20/8/0 34/0 0 final",
                Reading.brief(Reading.of(Dialect.INVOKE, headers, Reading.utf8(body), false)));
    }

    @Test
    void startsWithTheFirstText() {
        AnswerReader reader =
                new AnswerReader(Dialect.OPENAI, Reading.SSE, 1, false, OutputSink.NONE);
        byte[] empty = Reading.utf8(chunk(""));
        reader.feed(io.tollgate.bytes.Bytes.of(empty), 0, empty.length);
        assertFalse(reader.started());
        byte[] text = Reading.utf8(chunk("a"));
        reader.feed(io.tollgate.bytes.Bytes.of(text), 0, text.length);
        assertTrue(reader.started());
    }

    @Test
    void staysSmallOnHostileAnswers() {
        String deep = "{\"choices\":" + "[".repeat(100_000);
        assertEquals("0/0/0 0/0 0 none", Reading.brief(Reading.json(Dialect.OPENAI, deep)));
        String digits = "{\"usage\":{\"prompt_tokens\":" + "9".repeat(10_000) + "}}";
        assertEquals(
                "1152921504606846976/0/0 0/0 0 final",
                Reading.brief(Reading.json(Dialect.OPENAI, digits)));
        String text =
                "{\"choices\":[{\"message\":{\"content\":\"" + "x".repeat(10_000_000) + "\"}}]}";
        assertEquals(10_000_000, Reading.json(Dialect.OPENAI, text).facts().outputBytes());
    }
}
