package io.tollgate.tokens.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.tokens.prompt.Estimates.Row;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls of the gpt-4o family that are off, each with its reason; and the floors of the estimates.
 */
final class Outliers {
    /**
     * Off by more is an outlier, where tools, files or schemas are in play; a plain text by any.
     */
    private static final double PERCENT = 2;

    private static final String HEAD =
            """

            ## Outliers of the gpt-4o family

            gpt-4o, gpt-4.1 and gpt-4.5, at every provider: a plain text that is not exact, and what is further off
            than 2 %. The reasons stand in `recordings/outliers.txt`; a test fails when one is missing.

            | recording | estimate | usage | why |
            |---|---|---|---|
            """;

    private static final String FLOORS =
            """

            ## Floors

            | what | calls | figure | floor | |
            |---|---|---|---|---|
            """;

    private Outliers() {}

    static boolean gpt4o(Row row) {
        return row.family().startsWith("gpt-4o") || row.family().startsWith("gpt-4.1");
    }

    /** Chat completions with functions, as which the rendering of tools is known. */
    static boolean chatTools(Row row) {
        return gpt4o(row)
                && row.recording().shape() == RequestShape.OPENAI
                && row.has("tools")
                && !row.has("schema");
    }

    static boolean outlier(Row row) {
        return gpt4o(row) && (row.plain() ? row.error() > 0 : row.error() > PERCENT);
    }

    static Map<String, String> reasons() throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        try (InputStream in = Outliers.class.getResourceAsStream("/recordings/outliers.txt")) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                if (!line.startsWith("#")) {
                    int tab = line.indexOf('\t');
                    reasons.put(line.substring(0, tab), line.substring(tab + 1));
                }
            }
        }
        return reasons;
    }

    static String section(List<Row> rows) throws IOException {
        Map<String, String> reasons = reasons();
        StringBuilder out = new StringBuilder(HEAD);
        for (Row row : Estimates.where(rows, Outliers::outlier)) {
            String id = row.recording().id();
            out.append("| `").append(id.replace("tests/", "")).append("` | ");
            out.append(row.count().tokens()).append(" | ").append(row.recording().actual());
            out.append(" | ").append(reasons.getOrDefault(id, "**not explained**")).append(" |\n");
        }
        return out.append(floors(rows)).toString();
    }

    private static String floors(List<Row> rows) {
        StringBuilder out = new StringBuilder(FLOORS);
        List<Row> plain = Estimates.where(rows, r -> gpt4o(r) && r.plain());
        long exact = plain.stream().filter(r -> r.error() == 0).count();
        out.append("| gpt-4o family, plain text | ").append(plain.size()).append(" | ");
        out.append(exact).append(" exact, the others above | exact or explained | met |\n");
        floor(
                out,
                "gpt-4o family, chats with functions",
                Estimates.where(rows, Outliers::chatTools),
                0.9,
                2);
        floor(
                out,
                "OpenAI, other families",
                Estimates.where(rows, r -> r.provider().equals("OpenAI") && !gpt4o(r)),
                0.5,
                3);
        rows.stream()
                .map(Row::provider)
                .filter(p -> !p.equals("OpenAI"))
                .distinct()
                .sorted()
                .map(p -> Estimates.where(rows, r -> r.provider().equals(p)))
                .filter(own -> !own.isEmpty())
                .forEach(own -> floor(out, own.get(0).provider(), own, 0.5, 15));
        return out.toString();
    }

    private static void floor(StringBuilder out, String what, List<Row> own, double q, int most) {
        double figure = Estimates.quantile(own, q);
        String kind = q == 0.5 ? "median" : "90th percentile";
        out.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %s %.1f %% | %d %% | %s |%n",
                        what,
                        own.size(),
                        kind,
                        figure,
                        most,
                        figure <= most ? "met" : "not met"));
    }
}
