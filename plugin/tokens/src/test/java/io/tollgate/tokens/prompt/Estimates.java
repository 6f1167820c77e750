package io.tollgate.tokens.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.bytes.Bytes;
import io.tollgate.tokens.ArrayTable;
import io.tollgate.tokens.Tokenizer;
import io.tollgate.tokens.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The estimates for the recorded calls; the main writes docs/token-estimates.md. */
final class Estimates {
    /** One call: what we say and what the provider said. */
    record Row(Recording recording, PromptCount count, String unknown) {
        double error() {
            return Math.abs(count.tokens() - recording.actual()) * 100.0 / recording.actual();
        }

        boolean has(String part) {
            return count.parts().stream().anyMatch(p -> p.name().startsWith(part));
        }

        boolean plain() {
            return !has("tools") && !has("calls") && !has("schema") && !has("images");
        }

        String provider() {
            return Estimates.provider(recording.host());
        }

        String family() {
            String glob = new Families().of(recording.model()).globs().replaceFirst("\\|.*", "");
            String name = glob.replace("*", "");
            return name.isEmpty() ? "any other" : name;
        }
    }

    private Estimates() {}

    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), document());
    }

    static List<Row> rows() throws IOException {
        PromptCounter counter =
                new PromptCounter(tokenizer("o200k"), tokenizer("cl100k"), List.of(), 0, 1);
        List<Row> rows = new ArrayList<>();
        for (Recording r : Recording.all()) {
            PromptCount count = counter.count(r.shape(), r.model(), Bytes.of(r.body()));
            rows.add(new Row(r, count, unknown(new String(r.body(), UTF_8))));
        }
        return rows;
    }

    static Supplier<Optional<Tokenizer>> tokenizer(String encoding) throws IOException {
        Optional<Tokenizer> found =
                Optional.of(new Tokenizer(new Vocabulary(ArrayTable.load(encoding))));
        return () -> found;
    }

    /** Why a request does not hold what its provider counted; empty where it does. */
    private static String unknown(String body) {
        Map<String, List<String>> signs = new TreeMap<>();
        signs.put(
                "provider's own tools",
                List.of(
                        "\"mcp_servers\"",
                        "\"type\":\"web_search",
                        "\"type\":\"mcp\"",
                        "\"type\":\"web_fetch",
                        "\"type\":\"code_execution",
                        "\"type\":\"memory_",
                        "\"type\":\"tool_search",
                        "\"googleSearch\"",
                        "\"fileSearch\"",
                        "systemTool",
                        "\"openrouter:",
                        "additional_tools"));
        signs.put(
                "a file or image by reference",
                List.of(
                        "\"url\":\"http",
                        "\"fileUri\"",
                        "\"file_uri\"",
                        "\"image_url\":\"http",
                        "\"file_data\":\"http"));
        signs.put("state at the provider", List.of("previous_response_id", "\"conversation\""));
        for (Map.Entry<String, List<String>> sign : signs.entrySet()) {
            if (sign.getValue().stream().anyMatch(body::contains)) {
                return sign.getKey();
            }
        }
        return "";
    }

    private static String provider(String host) {
        if (host.contains("aiplatform")) {
            return "Vertex AI";
        }
        Map<String, String> names =
                Map.ofEntries(
                        Map.entry("openai", "OpenAI"),
                        Map.entry("anthropic", "Anthropic"),
                        Map.entry("generativelanguage", "Gemini"),
                        Map.entry("bedrock", "Bedrock"),
                        Map.entry("cohere", "Cohere"),
                        Map.entry("mistral", "Mistral"),
                        Map.entry("groq", "Groq"),
                        Map.entry("deepseek", "DeepSeek"),
                        Map.entry("openrouter", "OpenRouter"),
                        Map.entry("snowflake", "Snowflake"),
                        Map.entry("voyage", "Voyage"),
                        Map.entry("z.ai", "Z.ai"));
        return names.entrySet().stream()
                .filter(e -> host.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst()
                .orElse("others");
    }

    static double quantile(List<Row> rows, double q) {
        List<Double> errors = rows.stream().map(Row::error).sorted().toList();
        int n = errors.size();
        if (q == 0.5 && n % 2 == 0) {
            return (errors.get(n / 2 - 1) + errors.get(n / 2)) / 2;
        }
        return errors.get((int) Math.min(n - 1L, (long) Math.ceil(q * n) - 1));
    }

    static List<Row> where(List<Row> rows, Predicate<Row> predicate) {
        return rows.stream().filter(r -> r.unknown().isEmpty()).filter(predicate).toList();
    }

    static String document() throws IOException {
        List<Row> rows = rows();
        StringBuilder out = new StringBuilder(HEAD);
        Map<String, List<Row>> groups = new TreeMap<>();
        for (Row row : where(rows, r -> true)) {
            String kind = row.plain() ? "text" : "tools, files";
            String key = row.provider() + " | " + row.family() + " | " + kind;
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
        }
        groups.forEach(
                (key, group) -> out.append("| ").append(key).append(" | ").append(figures(group)));
        out.append(
                "\n## By provider\n\n| provider | calls | median error | 90th percentile |\n|---|---|---|---|\n");
        Map<String, List<Row>> providers = new TreeMap<>();
        where(rows, r -> true)
                .forEach(
                        r ->
                                providers
                                        .computeIfAbsent(r.provider(), k -> new ArrayList<>())
                                        .add(r));
        providers.forEach(
                (key, group) -> out.append("| ").append(key).append(" | ").append(figures(group)));
        out.append(LEFT_OUT);
        Map<String, Integer> left = new TreeMap<>();
        rows.stream()
                .filter(r -> !r.unknown().isEmpty())
                .forEach(r -> left.merge(r.unknown(), 1, Integer::sum));
        left.forEach(
                (why, n) -> out.append("- ").append(n).append(" calls: ").append(why).append('\n'));
        out.append(FAR);
        for (Row r : where(rows, r -> r.error() > 30)) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %d | %d |%n",
                            r.provider(),
                            r.recording().model(),
                            r.count().tokens(),
                            r.recording().actual()));
        }
        return out.append(Outliers.section(rows)).toString();
    }

    private static String figures(List<Row> group) {
        return String.format(
                Locale.ROOT,
                "%d | %.1f %% | %.1f %% |%n",
                group.size(),
                quantile(group, 0.5),
                quantile(group, 0.9));
    }

    private static final String HEAD =
            """
            # Estimated prompt tokens against the providers' own figures

            Written by `make estimates` from the recorded calls in `plugin/tokens/src/test/resources/recordings`
            (pydantic-ai's test cassettes, MIT); a test fails when it is out of date. The error is the difference
            between estimate and usage, as a share of the usage, without its sign. The constants stand in
            `Families.java`, with their sources; part of them was fitted to recorded calls, so small groups show how
            well the rules fit these calls, not how well they foretell others.

            | provider | family | kind | calls | median error | 90th percentile |
            |---|---|---|---|---|---|
            """;

    private static final String LEFT_OUT =
            """

            ## Left out

            What these requests count is not in the request, so no reader of requests can know it. The usage in the
            answer is what is charged.

            """;

    private static final String FAR =
            """

            ## Further off than 30 %

            | provider | model | estimate | usage |
            |---|---|---|---|
            """;
}
