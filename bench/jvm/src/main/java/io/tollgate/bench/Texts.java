package io.tollgate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Text to read and to count: our own, recorded, or from the declaration in resources/udhr. */
public final class Texts {
    /** Bytes of a text, or about as many. */
    private static final int SIZE = 99_000;

    private static final String[] WORDS = words();

    private Texts() {}

    /**
     * Writes the texts to count into a folder, and beside it on which class path {@link
     * TokenSpeeds} runs: {@code Texts TREE FOLDER}.
     */
    public static void main(String[] args) throws IOException {
        Path tree = Path.of(args[0]);
        Path folder = Files.createDirectories(Path.of(args[1]));
        Map<String, String> texts = new TreeMap<>(hostile());
        texts.put("english", prose(tree.resolve("docs")));
        texts.put("code", code(tree.resolve("plugin/core/src/main/java")));
        texts.put("json", recordings(tree));
        texts.put("base64", base64());
        texts.put("emoji", emoji());
        for (String name :
                new String[] {"german", "russian", "chinese", "japanese", "thai", "mixed"}) {
            try (InputStream in = Texts.class.getResourceAsStream("/udhr/" + name + ".txt")) {
                texts.put(name, new String(in.readAllBytes(), UTF_8));
            }
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(folder.resolve(text.getKey() + ".txt"), text.getValue());
        }
        Files.writeString(
                folder.resolveSibling("class-path"), System.getProperty("java.class.path"));
    }

    /** What makes a counter slow: texts that are one piece. */
    private static Map<String, String> hostile() {
        Random random = new Random(4);
        StringBuilder letters = new StringBuilder();
        StringBuilder han = new StringBuilder();
        for (int i = 0; i < SIZE; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
            han.append(i % 3 == 0 ? Character.toString(0x4E00 + random.nextInt(0x5000)) : "");
        }
        return Map.of(
                "hostile-a",
                "a".repeat(SIZE),
                "hostile-space",
                " ".repeat(SIZE),
                "hostile-dashes",
                "-".repeat(SIZE),
                "hostile-line",
                "\n".repeat(SIZE),
                "hostile-letters",
                letters.toString(),
                "hostile-han",
                han.toString());
    }

    /** The paragraphs of our own documents, without tables and code. */
    private static String prose(Path folder) throws IOException {
        StringBuilder out = new StringBuilder();
        for (Path file : files(folder, ".md")) {
            boolean code = false;
            for (String line : Files.readAllLines(file)) {
                code ^= line.startsWith("```");
                if (!code && !line.startsWith("|") && !line.startsWith("`")) {
                    out.append(line).append('\n');
                }
            }
        }
        return cut(out.toString());
    }

    private static String code(Path folder) throws IOException {
        StringBuilder out = new StringBuilder();
        for (Path file : files(folder, ".java")) {
            out.append(Files.readString(file));
        }
        return cut(out.toString());
    }

    /** Chat requests and answers as they were recorded. */
    private static String recordings(Path tree) throws IOException {
        String folder = "plugin/tokens/src/test/resources/recordings/recordings.jsonl";
        StringBuilder out = new StringBuilder();
        for (String line : Files.readAllLines(tree.resolve(folder))) {
            if (line.length() < 4000) { // no images
                out.append(line).append('\n');
            }
        }
        return cut(out.toString());
    }

    private static String base64() {
        byte[] bytes = new byte[SIZE / 4 * 3];
        new Random(5).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Faces, hands in all colours, flags, families, and accents put on letters. */
    private static String emoji() {
        Random random = new Random(6);
        StringBuilder out = new StringBuilder();
        while (out.length() < SIZE / 4) {
            int face = 0x1F600 + random.nextInt(0x50);
            int hand = 0x1F446 + random.nextInt(10);
            switch (random.nextInt(6)) {
                case 0 -> out.appendCodePoint(hand).appendCodePoint(0x1F3FB + random.nextInt(5));
                case 1 ->
                        out.appendCodePoint(0x1F1E6 + random.nextInt(26))
                                .appendCodePoint(0x1F1E6 + random.nextInt(26));
                case 2 ->
                        out.append("\uD83D\uDC69\u200D\uD83D\uDC69\u200D").appendCodePoint(0x1F466);
                case 3 ->
                        out.append((char) ('a' + random.nextInt(26)))
                                .append((char) (0x300 + random.nextInt(16)));
                case 4 -> out.append(' ');
                default -> out.appendCodePoint(face);
            }
        }
        return out.toString();
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> f.toString().endsWith(end)).sorted().toList();
        }
    }

    /** The first bytes; where they end inside a character, without it. */
    private static String cut(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        String cut = new String(utf8, 0, Math.min(SIZE, utf8.length), UTF_8);
        return cut.endsWith("\ufffd") ? cut.substring(0, cut.length() - 1) : cut;
    }

    /** A chat request whose prompt has about {@code size} bytes. */
    static byte[] chat(int size) {
        String text = english(size).replace("\n", "\\n").replace("\"", "\\\"");
        String body =
                "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"system\",\"content\":\"You help.\"},"
                        + "{\"role\":\"user\",\"content\":\""
                        + text
                        + "\"}],\"temperature\":0.2,\"stream\":true}";
        return body.getBytes(UTF_8);
    }

    private static String english(int size) {
        Random random = new Random(1);
        StringBuilder out = new StringBuilder(size + 100);
        while (out.length() < size) {
            int words = 6 + random.nextInt(12);
            for (int i = 0; i < words; i++) {
                out.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
            }
            out.append(random.nextInt(8) == 0 ? ".\n\n" : ". ");
        }
        return out.toString();
    }

    private static String[] words() {
        return ("the of and a to in is you that it he was for on are as with his they at be this have from or one had by"
                        + " word but not what all were we when your can said there use an each which she do how their if"
                        + " will up other about out many then them these so some her would make like him into time has look"
                        + " two more write go see number no way could people my than first water been call who oil its now"
                        + " find long down day did get come made may part gateway token budget stream request answer provider"
                        + " latency measure counter window service consumer product operation because international"
                        + " documentation implementation responsibility understanding configuration")
                .split(" ");
    }
}
