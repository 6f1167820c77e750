package io.tollgate.tokens.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptCounterTest {
    private static PromptCounter counter;

    @BeforeAll
    static void load() throws IOException {
        counter = counter(List.of(), 0);
    }

    private static PromptCounter counter(List<TokenizerRule> rules, int cap) throws IOException {
        return new PromptCounter(
                Estimates.tokenizer("o200k"), Estimates.tokenizer("cl100k"), rules, cap, 1);
    }

    private static PromptCount count(RequestShape shape, String model, String body) {
        return counter.count(shape, model, Bytes.of(body.getBytes(UTF_8)));
    }

    @Test
    void functionCallsOfGptTokenizersRecordingsCountExactly() throws IOException {
        try (InputStream in =
                getClass().getResourceAsStream("/gpt-tokenizer/functionCallingTestCases.jsonl")) {
            List<String> cases = new String(in.readAllBytes(), UTF_8).lines().toList();
            assertEquals(32, cases.size());
            for (String line : cases) {
                long expected = Long.parseLong(line.replaceFirst(".*\"tokens\":(\\d+)}$", "$1"));
                assertEquals(expected, count(RequestShape.OPENAI, "gpt-4o", line).tokens(), line);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "OPENAI;gpt-4o;{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]};8",
                "OPENAI;gpt-4o;{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hello\"}]}]};8",
                "OPENAI;gpt-4o;{\"messages\":[{\"role\":\"user\",\"content\":\"h\\u0065llo\"}]};8",
                "OPENAI;gpt-5;{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]};7",
                "OPENAI;gpt-3.5-turbo-instruct;{\"prompt\":\"hello world\"};2",
                "OPENAI;text-embedding-3-small;{\"input\":[\"hello world\",\"hello\"]};3",
                "OPENAI;text-embedding-3-small;{\"input\":[1,2,3]};3",
                "OPENAI;text-embedding-3-small;{\"input\":[[1,2],[3,4]]};4",
                "RESPONSES;gpt-4o;{\"input\":\"hello\"};8",
                "RESPONSES;gpt-4o;{\"input\":\"hello\",\"instructions\":\"hello\"};13",
                "RESPONSES;gpt-4o;{\"input\":[{\"role\":\"user\",\"content\":\"hello\"}]};8",
                "ANTHROPIC;claude-sonnet-4-5;{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]};8",
                "GEMINI;gemini-2.0-flash;{\"contents\":[{\"parts\":[{\"text\":\"hello\"}]}]};1",
                "CONVERSE;nova;{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello world again\"}]}]};2",
                "OPENAI;gpt-4o;{};0",
                "OPENAI;gpt-4o;no json;0"
            })
    void textsAndMessagesCount(RequestShape shape, String model, String body, long tokens) {
        assertEquals(tokens, count(shape, model, body).tokens());
    }

    @Test
    void aConfiguredRuleTakesTheBuiltInOnesPlace() throws IOException {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"hello world\"}]}";
        TokenizerRule byBytes = new TokenizerRule(List.of("gpt-4*"), "bytes", 2_000_000, 10);
        PromptCounter own = counter(List.of(byBytes), 0);
        assertEquals(
                3 + 10 + 22,
                own.count(RequestShape.OPENAI, "gpt-4o", Bytes.of(body.getBytes(UTF_8))).tokens());
        assertEquals(
                2 + 4 + 2,
                own.count(RequestShape.OPENAI, "gpt-5", Bytes.of(body.getBytes(UTF_8))).tokens());
    }

    @Test
    void aRuleFitsWhateverTheCaseAndKeepsWhatItDoesNotName() throws IOException {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"hello world\"}]}";
        TokenizerRule mine = new TokenizerRule(List.of("My-Model*"), "bytes", 1_255_000, -1);
        PromptCount count =
                counter(List.of(mine), 0)
                        .count(RequestShape.OPENAI, "MY-model-7B", Bytes.of(body.getBytes(UTF_8)));
        assertEquals(5 + 5 + Math.round(11 * 1.255), count.tokens());
    }

    @Test
    void aRuleCountsToolsByItsFactorToo() throws IOException {
        String tools = "[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}}]";
        String body = "{\"messages\":[],\"tools\":" + tools + "}";
        TokenizerRule cheap = new TokenizerRule(List.of("claude*"), "bytes", 250_000, -1);
        PromptCount count =
                counter(List.of(cheap), 0)
                        .count(RequestShape.ANTHROPIC, "claude-x", Bytes.of(body.getBytes(UTF_8)));
        assertEquals(497 + Math.round(tools.length() * 0.25), count.tokens());
    }

    @Test
    void nestedToolsDoNotGrowBeyondTheirJson() throws IOException {
        StringBuilder leaves = new StringBuilder("\"p\":{\"type\":\"object\"}");
        for (int i = 0; i < 8000; i++) {
            leaves.append(",\"a").append(i).append("\":{}");
        }
        String open = "{\"type\":\"object\",\"properties\":{\"p\":";
        String tools =
                "[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":"
                        + open.repeat(400)
                        + "{\"type\":\"object\",\"properties\":{"
                        + leaves
                        + "}}"
                        + "}}".repeat(400)
                        + "}}]";
        String body = "{\"messages\":[],\"tools\":" + tools + "}";
        PromptCount count = count(RequestShape.OPENAI, "gpt-4o", body);
        assertTrue(count.tokens() > 8000, count.toString());
        assertTrue(count.tokens() <= tools.length(), count.toString());
    }

    @Test
    void withoutTablesTextIsEstimatedFromItsBytes() {
        PromptCounter none = new PromptCounter(Optional::empty, Optional::empty, List.of(), 0, 1);
        String body =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"" + "word ".repeat(740) + "\"}]}";
        PromptCount count =
                none.count(RequestShape.OPENAI, "gpt-4o", Bytes.of(body.getBytes(UTF_8)));
        assertEquals(3 + 4 + 1000, count.tokens());
        assertFalse(count.exact());
    }

    @Test
    void aLongPromptIsSampledAboveTheCap() throws IOException {
        String body =
                "{\"messages\":[{\"role\":\"user\",\"content\":\""
                        + "many words, ".repeat(100_000)
                        + "\"}]}";
        PromptCount count =
                counter(List.of(), 1 << 16)
                        .count(RequestShape.OPENAI, "gpt-4o", Bytes.of(body.getBytes(UTF_8)));
        long exact = count(RequestShape.OPENAI, "gpt-4o", body).tokens();
        assertFalse(count.exact());
        assertTrue(
                Math.abs(exact - count.tokens()) <= exact / 100, exact + ", not " + count.tokens());
    }
}
