package io.tollgate.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The error of sampling beyond the cap, against the full count: {@code Sampling docs/tokens.md}
 * writes the table there anew.
 */
final class Sampling {
    private static final int[] SIZES = {100_000, 200_000, 400_000, 1_000_000};
    private static final int SEEDS = 20;
    private static final String BEGIN = "<!-- make sampling -->\n";
    private static final String END = "<!-- end -->";

    /** Mean and largest error in percent. */
    record Deviation(double mean, double worst) {}

    private Sampling() {}

    public static void main(String[] args) throws IOException {
        Path document = Path.of(args[0]);
        String old = Files.readString(document);
        int from = old.indexOf(BEGIN) + BEGIN.length();
        String table = table();
        System.out.print(table);
        Files.writeString(
                document, old.substring(0, from) + table + old.substring(old.indexOf(END)));
    }

    private static String table() throws IOException {
        StringBuilder out = new StringBuilder("| text, mean error / worst |");
        for (int size : SIZES) {
            out.append(' ').append(size / 1000).append(" KB |");
        }
        out.append("\n|---|---|---|---|---|\n");
        for (Map.Entry<String, byte[]> text : texts().entrySet()) {
            out.append("| ").append(text.getKey()).append(" |");
            for (int size : SIZES) {
                Deviation e = error(text.getValue(), size, SEEDS);
                out.append(String.format(Locale.ROOT, " %.1f %% / %.1f %% |", e.mean(), e.worst()));
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** Over so many seeds, at another place of the text for each. */
    static Deviation error(byte[] text, int size, int seeds) throws IOException {
        Tokenizer tokenizer = new Tokenizer(new Vocabulary(ArrayTable.load("o200k")));
        double sum = 0;
        double worst = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            int from = (int) ((long) (text.length - size) * (seed - 1) / seeds);
            TokenCounter counter = new TokenCounter(tokenizer, TokenCounter.DEFAULT_CAP, seed);
            counter.feed(text, from, from + size);
            counter.endPart();
            long exact = tokenizer.count(text, from, from + size);
            double error = Math.abs(counter.tokens() - exact) * 100.0 / exact;
            sum += error;
            worst = Math.max(worst, error);
        }
        return new Deviation(sum / seeds, worst);
    }

    /** Each a megabyte and more. */
    static Map<String, byte[]> texts() throws IOException {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        texts.put("source code, that of `plugin` itself", code());
        texts.put("recorded JSON", Files.readAllBytes(resource("recordings/recordings.jsonl")));
        byte[] random = new byte[900_000];
        new Random(1).nextBytes(random);
        texts.put("base64", Base64.getEncoder().encode(random));
        texts.put("another of 56 scripts every 12 KB", scripts());
        return texts;
    }

    private static Path resource(String name) {
        return Path.of("src/test/resources").resolve(name);
    }

    private static byte[] code() throws IOException {
        StringBuilder out = new StringBuilder();
        try (Stream<Path> all = Files.walk(Path.of(".."))) {
            for (Path file : all.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                out.append(Files.readString(file));
            }
        }
        byte[] once = out.toString().getBytes(UTF_8);
        return once.length > 1_100_000 ? once : (out.toString() + out).getBytes(UTF_8);
    }

    private static byte[] scripts() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(resource("scripts.txt")));
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            String text = lines.get(1 + i * 7 % (lines.size() - 1)).replaceFirst(".*\t", "") + "\n";
            out.append(text.repeat(1 + 12_000 / text.getBytes(UTF_8).length));
        }
        return out.toString().getBytes(UTF_8);
    }
}
