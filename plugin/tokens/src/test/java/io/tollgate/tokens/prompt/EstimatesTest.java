package io.tollgate.tokens.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.tokens.prompt.Estimates.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstimatesTest {
    private static List<Row> rows;

    @BeforeAll
    static void read() throws IOException {
        rows = Estimates.rows();
    }

    @Test
    void plainChatsOfTheGpt4oFamilyAreExactOrExplained() throws IOException {
        List<Row> plain = Estimates.where(rows, r -> Outliers.gpt4o(r) && r.plain());
        assertTrue(plain.size() >= 9, "rows: " + plain.size());
        Map<String, String> reasons = Outliers.reasons();
        for (Row row : plain) {
            String id = row.recording().id();
            boolean exact = row.recording().actual() == row.count().tokens();
            assertTrue(exact || reasons.containsKey(id), id);
            assertTrue(row.count().exact());
        }
    }

    @Test
    void everyOutlierHasAReasonAndEveryReasonAnOutlier() throws IOException {
        List<String> outliers =
                Estimates.where(rows, Outliers::outlier).stream()
                        .map(r -> r.recording().id())
                        .sorted()
                        .toList();
        assertEquals(outliers, List.copyOf(Outliers.reasons().keySet()));
    }

    @Test
    void chatsWithToolsOfTheGpt4oFamilyAreWithinTwoPercent() {
        List<Row> tools = Estimates.where(rows, Outliers::chatTools);
        assertTrue(tools.size() >= 10, "rows: " + tools.size());
        assertTrue(Estimates.quantile(tools, 0.9) <= 2.0, "p90: " + Estimates.quantile(tools, 0.9));
    }

    @Test
    void otherOpenAiCallsAreWithinThreePercentAtTheMedian() {
        List<Row> others =
                Estimates.where(rows, r -> r.provider().equals("OpenAI") && !Outliers.gpt4o(r));
        assertTrue(others.size() >= 12, "rows: " + others.size());
        assertTrue(
                Estimates.quantile(others, 0.5) <= 3.0,
                "median: " + Estimates.quantile(others, 0.5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anthropic",
                "Bedrock",
                "Cohere",
                "DeepSeek",
                "Gemini",
                "Groq",
                "Mistral",
                "OpenRouter",
                "Snowflake",
                "Vertex AI",
                "Z.ai",
                "others"
            })
    void eachOtherProviderIsWithinFifteenPercentAtTheMedian(String provider) {
        List<Row> own = Estimates.where(rows, r -> r.provider().equals(provider));
        assertTrue(own.size() >= 3, "rows: " + own.size());
        assertTrue(Estimates.quantile(own, 0.5) <= 15.0, "median: " + Estimates.quantile(own, 0.5));
    }

    @Test
    void theDocumentHasTheseFigures() throws IOException {
        String kept = Files.readString(Path.of("../../docs/token-estimates.md"));
        assertEquals(Estimates.document(), kept, "run make estimates");
    }
}
