package io.tollgate.core.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.core.endpoint.Dialect;
import io.tollgate.core.http.Headers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage in answers that are one JSON document: input/cached/write output/reasoning total. */
class PlainAnswersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OPENAI | {\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,\"total_tokens\":13,\"prompt_tokens_details\":{\"cached_tokens\":2},\"completion_tokens_details\":{\"reasoning_tokens\":3}}} | 9/2/0 4/3 13 final",
                "OPENAI | {\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,\"total_tokens\":16,\"completion_tokens_details\":{\"reasoning_tokens\":3}}} | 9/0/0 7/3 16 final",
                "OPENAI | {\"usage\":{\"total_tokens\":6}} | 6/0/0 0/0 6 final",
                "OPENAI | {\"usage\":{\"input_tokens\":50,\"output_tokens\":4160,\"total_tokens\":4210}} | 50/0/0 4160/0 4210 final",
                "OPENAI | {\"text\":\"hi\",\"usage\":{\"type\":\"duration\",\"seconds\":3}} | 0/0/0 0/0 0 none",
                "OPENAI | {\"usage\":{\"prompt_tokens\":1},\"usage\":{\"prompt_tokens\":9,\"prompt_tokens\":2}} | 2/0/0 0/0 0 final",
                "OPENAI | {\"us\\u0061ge\":{\"prompt_tokens\":-5,\"completion_tokens\":1.0e1}} | 0/0/0 10/0 0 final",
                "OPENAI | {\"usage\":{\"prompt_tokens\":\"9\",\"completion_tokens\":\"\\u0034\",\"total_tokens\":\"x\"}} | 9/0/0 4/0 0 final",
                "OPENAI | {\"usage\":{\"prompt_tokens\":\"\",\"completion_tokens\":\"-4\",\"total_tokens\":\"1.5\"}} | 0/0/0 0/0 0 none",
                "OPENAI | {\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":-1,\"total_tokens\":-1}} | 0/0/0 0/0 0 none",
                "OPENAI | {\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":507,\"completion_tokens_details\":{\"reasoning_tokens\":300}},\"choices\":[{\"index\":0,\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":7}}]} | 10/0/0 507/300 0 final",
                "OPENAI | {\"choices\":[{\"index\":0,\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,\"total_tokens\":13,\"cached_tokens\":2}}]} | 9/2/0 4/0 13 final",
                "RESPONSES | {\"usage\":{\"input_tokens\":9,\"output_tokens\":4,\"total_tokens\":13,\"input_tokens_details\":{\"cached_tokens\":2},\"output_tokens_details\":{\"reasoning_tokens\":3}}} | 9/2/0 4/3 13 final",
                "RESPONSES | {\"status\":\"queued\",\"usage\":null} | 0/0/0 0/0 0 none",
                "ANTHROPIC | {\"usage\":{\"input_tokens\":9,\"cache_read_input_tokens\":2,\"cache_creation_input_tokens\":1,\"output_tokens\":4}} | 12/2/1 4/0 0 final",
                "GEMINI | {\"usageMetadata\":{\"promptTokenCount\":9,\"cachedContentTokenCount\":2,\"toolUsePromptTokenCount\":1,\"candidatesTokenCount\":4,\"thoughtsTokenCount\":3,\"totalTokenCount\":17}} | 10/2/0 7/3 17 final",
                "BEDROCK | {\"usage\":{\"inputTokens\":9,\"outputTokens\":4,\"totalTokens\":16,\"cacheReadInputTokens\":2,\"cacheWriteInputTokens\":1}} | 12/2/1 4/0 16 final",
                "INVOKE | {\"inputTextTokenCount\":9,\"results\":[{\"tokenCount\":4,\"outputText\":\"x\"}]} | 9/0/0 4/0 0 final",
                "INVOKE | {\"generation\":\"x\",\"prompt_token_count\":9,\"generation_token_count\":4} | 9/0/0 4/0 0 final",
                "INVOKE | {\"usage\":{\"inputTokens\":9,\"outputTokens\":4}} | 9/0/0 4/0 0 final",
                "COHERE | {\"usage\":{\"billed_units\":{\"input_tokens\":1,\"output_tokens\":2},\"tokens\":{\"input_tokens\":9,\"output_tokens\":4}}} | 9/0/0 4/0 0 final",
                "COHERE | {\"usage\":{\"billed_units\":{\"input_tokens\":1,\"output_tokens\":2}}} | 1/0/0 2/0 0 final",
                "OPENAI | {\"usage\":{\"prompt_tokens\":9007199254740993}} | 9007199254740993/0/0 0/0 0 final",
                "OPENAI | {\"usage\":{\"prompt_tokens\":9e99}} | 1152921504606846976/0/0 0/0 0 final",
                "OPENAI | {\"error\":{\"message\":\"x\"}} | 0/0/0 0/0 0 none error",
                "OPENAI | {\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4 | 9/0/0 0/0 0 seen",
                "OPENAI | no json at all | 0/0/0 0/0 0 none",
            })
    void readsPlainAnswers(Dialect dialect, String answer, String expected) {
        assertEquals(expected, Reading.brief(Reading.json(dialect, answer)));
    }

    @ParameterizedTest
    @CsvSource({
        "Application/JSON; charset=utf-8, final, none",
        "Text/Event-Stream;charset=UTF-8, none, final",
        "text/plain, final, final",
        "'', final, final",
        "application/octet-stream, none, none"
    })
    void readsTypesHoweverTheyAreWritten(String type, String document, String stream) {
        String json = "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}";
        String events = ": ping\n\ndata: " + json + "\n\ndata: [DONE]\n\n";
        assertEquals(document, last(type, json));
        assertEquals(document, last(type, "\r\n " + json));
        assertEquals(stream, last(type, events));
        assertEquals(stream, last(type, "\n" + events));
        assertEquals(stream, last(type, "\uFEFF" + events));
    }

    /** Which of them the whole is made of, nobody knows. */
    @Test
    void aChoicesOwnUsageSaysNothingOfSeveral() {
        String choice =
                "data: {\"choices\":[{\"index\":%d,\"finish_reason\":\"stop\",\"usage\":{\"completion_tokens\":7}}]}\n\n";
        byte[] events = Reading.utf8(choice.formatted(0) + choice.formatted(1));
        Headers headers = Headers.of("content-type", "text/event-stream");
        Reading reading = Reading.of(2, Dialect.OPENAI, headers, events, false);
        assertEquals("0/0/0 0/0 0 none", Reading.brief(reading));
    }

    /** The last word of what is said of an answer, which passes as it is. */
    private static String last(String type, String answer) {
        byte[] bytes = Reading.utf8(answer);
        Headers headers = Headers.of("content-type", type);
        Reading reading = Reading.of(Dialect.OPENAI, headers, bytes, false, 1, bytes.length / 2);
        assertEquals(new String(bytes, StandardCharsets.ISO_8859_1), reading.passed());
        String brief = Reading.brief(reading);
        return brief.substring(brief.lastIndexOf(' ') + 1);
    }
}
