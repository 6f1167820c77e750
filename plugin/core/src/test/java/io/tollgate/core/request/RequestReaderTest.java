package io.tollgate.core.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.bytes.Bytes;
import io.tollgate.bytes.Gunzip;
import io.tollgate.core.endpoint.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {
    private static final long MAX = 1 << 20;

    private static RequestFacts read(Dialect dialect, String body) {
        return read(dialect, body, PromptSink.NONE);
    }

    private static RequestFacts read(Dialect dialect, String body, PromptSink prompt) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        RequestReader reader = new RequestReader(dialect, false, MAX, prompt);
        reader.feed(Bytes.of(bytes), 0, bytes.length);
        return reader.finish();
    }

    private static RequestFacts chat(String body) {
        return read(Dialect.OPENAI, body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OPENAI | {\"model\":\"a\",\"max_tokens\":7} | a 7",
                "OPENAI | {\"model\":\"a\",\"max_completion_tokens\":7,\"max_tokens\":5,\"n\":3} | a 21",
                "OPENAI | {\"model\":\"a\",\"max_tokens\":7,\"best_of\":4,\"n\":2} | a 28",
                "OPENAI | {\"model\":\"a\",\"max_tokens\":7,\"max_tokens\":null} | a -1",
                "OPENAI | {\"model\":\"a\",\"max_tokens\":9223372036854775807,\"n\":9} | a 9223372036854775807",
                "OPENAI | {\"m\\u006fdel\":\"\\u0062\",\"n\":3} | b -1",
                "OPENAI | {\"model\":\"a\",\"model\":\"b\"} | b -1",
                "OPENAI | {\"model\":\"a\",\"model\":null} |  -1",
                "OPENAI | {\"metadata\":{\"model\":\"a\"}} |  -1",
                "RESPONSES | {\"model\":\"a\",\"max_output_tokens\":8} | a 8",
                "ANTHROPIC | {\"max_tokens\":1024,\"model\":\"c\"} | c 1024",
                "GEMINI | {\"generationConfig\":{\"maxOutputTokens\":9,\"candidateCount\":2}} |  18",
                "GEMINI | {\"generation_config\":{\"max_output_tokens\":9}} |  9",
                "BEDROCK | {\"inferenceConfig\":{\"maxTokens\":10}} |  10",
                "INVOKE | {\"anthropic_version\":\"x\",\"max_tokens\":11} |  11",
                "INVOKE | {\"inputText\":\"x\",\"textGenerationConfig\":{\"maxTokenCount\":12}} |  12",
                "INVOKE | {\"prompt\":\"x\",\"max_gen_len\":13} |  13",
                "COHERE | {\"model\":\"r\",\"max_tokens\":14} | r 14",
            })
    void readsModelAndDeclaredOutput(Dialect dialect, String body, String expected) {
        RequestFacts facts = read(dialect, body);
        String found = facts.model() + " " + facts.declaredOutput().orElse(-1);
        assertEquals(expected == null ? "" : expected.trim(), found.trim());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | false false false",
                "{\"stream\":true} | true false false",
                "{\"stream\":\"true\"} | true false false",
                "{\"stream\":\"false\"} | false false false",
                "{\"stream\":true,\"stream\":false} | false false false",
                "{\"stream\":1,\"stream_options\":null} | true false false",
                "{\"stream\":true,\"stream_options\":{\"include_usage\":true}} | true true false",
                "{\"stream\":true,\"stream_options\":{\"include_usage\":true,\"continuous_usage_stats\":true}} | true true true",
                "{\"stream\":true,\"stream_options\":{\"include_usage\":true,\"include_usage\":false}} | true false false",
                "{\"stream\":true,\"stream_options\":{\"include_usage\":true},\"stream_options\":null} | true false false",
                "{\"stream\":true,\"stream_options\":{\"include_usage\":true},\"stream_options\":{}} | true false false",
                "{\"stream\":true,\"stream_options\":{\"include_usage\":\"yes\"}} | true false false",
            })
    void readsWhatIsAskedOfTheStream(String body, String expected) {
        RequestFacts facts = chat(body);
        assertEquals(
                expected,
                facts.streams() + " " + facts.usageAsked() + " " + facts.continuousUsage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | EMPTY",
                "`  ` | EMPTY",
                "[] | NOT_AN_OBJECT",
                "\"model\" | NOT_AN_OBJECT",
                "12 | NOT_AN_OBJECT",
                "{\"model\":\"a\" | MALFORMED",
                "{\"model\":\"a\"}} | MALFORMED",
                "{'model':1} | MALFORMED",
                "{\"model\":\"a\"} | NONE",
            })
    void saysWhyABodyIsNotRead(String body, Problem problem) {
        assertEquals(problem, chat(body).problem());
    }

    @Test
    void refusesDepthAndSize() {
        assertEquals(Problem.TOO_DEEP, chat("{\"a\":" + "[".repeat(100_000)).problem());
        assertEquals(Problem.TOO_BIG, chat("{\"a\":\"" + "x".repeat((int) MAX) + "\"}").problem());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"stream\":true} | {\"stream_options\":{\"include_usage\":true},\"stream\":true}",
                " {\"stream\":true} | {\"stream_options\":{\"include_usage\":true},\"stream\":true}",
                "{\"model\":\"a\",\"stream\":true} | {\"stream_options\":{\"include_usage\":true},\"model\":\"b\\\"c\",\"stream\":true}",
                "{\"stream\":true,\"stream_options\":null,\"model\":\"a\" } | {\"stream\":true,\"stream_options\":{\"include_usage\":true},\"model\":\"b\\\"c\" }",
                "{\"stream\":true,\"stream_options\":{ }} | {\"stream\":true,\"stream_options\":{\"include_usage\":true }}",
                "{\"stream\":true,\"stream_options\":{\"x\":1}} | {\"stream\":true,\"stream_options\":{\"include_usage\":true,\"x\":1}}",
                "{\"stream\":true,\"stream_options\":{\"include_usage\":false, \"x\":{}}} | {\"stream\":true,\"stream_options\":{\"include_usage\":true, \"x\":{}}}",
                "{\"stream\":true,\"stream_options\":{\"include_usage\":true}} | {\"stream\":true,\"stream_options\":{\"include_usage\":true}}",
                "{\"stream\":true,\"stream_options\":{\"include_usage\":true},\"stream_options\":7} | {\"stream\":true,\"stream_options\":{\"include_usage\":true},\"stream_options\":{\"include_usage\":true}}",
                "{\"stream\":false,\"model\":\"x\",\"model\" : \"a\"} | {\"stream\":false,\"model\":\"x\",\"model\" : \"b\\\"c\"}",
                "{\"stream\":false} | {\"stream\":false}",
                "{\"stream\":true | {\"stream\":true",
            })
    void writesByteForByteWhereItMust(String body, String expected) {
        RequestFacts facts = chat(body);
        List<BodyEdits.Splice> splices = BodyEdits.splices(facts, Optional.of("b\"c"), true);
        byte[] edited = BodyEdits.apply(Bytes.of(body.getBytes(StandardCharsets.UTF_8)), splices);
        assertEquals(expected, new String(edited, StandardCharsets.UTF_8));
        assertEquals(body.length() + BodyEdits.growth(splices), edited.length);
        if (facts.problem() == Problem.NONE && facts.streams()) {
            assertTrue(chat(expected).usageAsked());
        }
    }

    @Test
    void leavesTheBodyWhenNothingIsToBeWritten() {
        assertEquals(
                List.of(),
                BodyEdits.splices(
                        chat("{\"model\":\"a\",\"stream\":true}"), Optional.of("a"), false));
        assertEquals(
                "{} ",
                new String(
                        BodyEdits.pad("{}".getBytes(StandardCharsets.UTF_8), 3),
                        StandardCharsets.UTF_8));
        assertEquals(
                "{}",
                new String(
                        BodyEdits.pad("{}".getBytes(StandardCharsets.UTF_8), 1),
                        StandardCharsets.UTF_8));
    }

    @Test
    void tellsThePromptInParts() {
        StringBuilder told = new StringBuilder();
        RequestFacts facts =
                read(
                        Dialect.OPENAI,
                        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"h\\u00e9\"},"
                                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:xxxxx\"}}]},"
                                + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"a\":1}]}],\"tools\":[{}],"
                                + "\"prompt\":[1,2],\"input\":[\"a\",[3]]}",
                        new Telling(told));
        assertEquals(
                "Q<r<user>T<hé>D<>>Q<r<assistant>L<[{\"a\":1}]>>F<[{}]>##T<a>#", told.toString());
        assertEquals(2, facts.messages());
        assertEquals(1, facts.media());
        assertEquals(16 + 2 * 8 + 640 + 4096 + 4 + 3 + 9 + 9 + 4 + 4, facts.promptBound());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ANTHROPIC | {\"system\":\"s\",\"messages\":[{\"role\":\"user\",\"content\":\"c\"}]} | T<s>Q<r<user>T<c>>",
                "ANTHROPIC | {\"system\":[{\"text\":\"s\"}],\"messages\":[{\"content\":[{\"text\":\"c\"},{\"content\":\"t\"},{\"input\":{}}]}]} | T<s>Q<T<c>T<t>L<{}>>",
                "GEMINI | {\"systemInstruction\":{\"parts\":{\"text\":\"s\"}},\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"c\"}]}]} | T<s>Q<r<user>T<c>>",
                "GEMINI | {\"requests\":[{\"content\":{\"parts\":[{\"text\":\"c\"}]}}]} | T<c>",
                "BEDROCK | {\"system\":[{\"text\":\"s\"}],\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"c\"}]}],\"toolConfig\":{}} | T<s>Q<r<user>T<c>>F<{}>",
                "RESPONSES | {\"instructions\":\"s\",\"input\":\"c\"} | T<s>T<c>",
                "RESPONSES | {\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"c\"}]}]} | Q<r<user>T<c>>",
                "COHERE | {\"messages\":[{\"role\":\"user\",\"content\":\"c\"}]} | Q<r<user>T<c>>",
                "INVOKE | {\"inputText\":\"c\"} | T<c>",
            })
    void tellsThePromptOfEveryDialect(Dialect dialect, String body, String expected) {
        StringBuilder told = new StringBuilder();
        RequestFacts facts = read(dialect, body, new Telling(told));
        assertEquals(expected, told.toString());
        assertTrue(facts.promptBound() > 2);
    }

    @Test
    void readsGzipInAnySplitAndBoundsIt() throws IOException {
        String body =
                "{\"model\":\"gpt-4o\",\"messages\":[{\"content\":\""
                        + "text ".repeat(100_000)
                        + "\"}]}";
        byte[] zipped = gzip(body);
        for (int step : new int[] {1, 2, 7, 100, zipped.length}) {
            RequestReader reader = new RequestReader(Dialect.OPENAI, true, MAX, PromptSink.NONE);
            for (int i = 0; i < zipped.length; i += step) {
                assertTrue(
                        reader.feed(
                                Bytes.of(zipped, i, Math.min(i + step, zipped.length)),
                                0,
                                Math.min(step, zipped.length - i)));
            }
            RequestFacts facts = reader.finish();
            assertEquals("gpt-4o NONE", facts.model() + " " + facts.problem());
            assertEquals(body.length(), reader.size());
            byte[] plain = Gunzip.all(List.of(Bytes.of(zipped)), (int) reader.size());
            byte[] edited =
                    BodyEdits.apply(
                            Bytes.of(plain), BodyEdits.splices(facts, Optional.of("x"), true));
            assertEquals(
                    body.replace("gpt-4o", "x"), new String(edited, StandardCharsets.UTF_8));
        }
        assertEquals(Problem.TOO_BIG, encoded(gzip(" ".repeat(5_000_000))));
        assertEquals(
                Problem.UNDECODABLE, encoded("{\"model\":\"a\"}".getBytes(StandardCharsets.UTF_8)));
        assertEquals(Problem.UNDECODABLE, encoded(java.util.Arrays.copyOf(gzip("{}"), 15)));
    }

    private static Problem encoded(byte[] bytes) {
        RequestReader reader = new RequestReader(Dialect.OPENAI, true, MAX, PromptSink.NONE);
        reader.feed(Bytes.of(bytes), 0, bytes.length);
        return reader.finish().problem();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static final class Telling extends PromptSink {
        private final StringBuilder told;

        Telling(StringBuilder told) {
            this.told = told;
        }

        @Override
        public void begin(int part) {
            told.append((char) part).append('<');
        }

        @Override
        public void text(int part, Bytes bytes, int from, int to) {
            told.append(new String(bytes.toArray(from, to), StandardCharsets.UTF_8));
        }

        @Override
        public void tokenId() {
            told.append('#');
        }

        @Override
        public void end(int part) {
            told.append('>');
        }
    }
}
