package io.tollgate.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {
    private static final String[] SAMPLES = {
        "",
        "a",
        "'ſ",
        "it'ſ",
        "\u0301AB",
        "\u0301\u0301AB",
        "ǅungla",
        "Ⅷ",
        "x\u0085y",
        "\u1680a",
        "\u3000\u3000b",
        "a\u200bb",
        "\n  ",
        " \r\n/",
        "x \r\n/",
        "I'LL",
        "WE'LL'S",
        "e\u0301té",
        "AAAa",
        "aAAAa",
        "中AAAA",
        "中AAAAa",
        "中Aʰ",
        "!\u0301AB",
        " \u0301AB",
        "\u0301's",
        "    x",
        "\t\tx",
        "a \n\n b",
        "//\n//",
        "$$/\n/x",
        "123456789",
        "١٢٣٤",
        "<|endoftext|>",
        "<|im_start|>system",
        "\u0000\u0000",
        "\ufffd",
        "👩‍👩‍👧‍👦",
        "🏳️‍🌈",
        "don't've",
        "'s",
        "'tis",
        "x'",
        "\ud83d\ude00\ud83d\ude00",
        "ÀÉÎ",
        "ﬁﬂ",
        "İi",
        "ıI"
    };

    static List<Oracle> both() {
        return List.of(Oracle.O200K, Oracle.CL100K);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("both")
    void cornersOfThePatternsCountExactly(Oracle oracle) {
        for (String sample : SAMPLES) {
            assertEquals(oracle.expected(sample), oracle.ours().count(utf8(sample)), sample);
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void runsOfOneCharacterCountExactly(Oracle oracle) {
        for (String unit :
                List.of(" ", "\n", "a", "A", "=", "0", "\t", "中", "é", "\u0301", "😀", "ab ")) {
            for (int n : new int[] {1, 2, 3, 126, 127, 128, 129, 255, 256, 257, 1000, 5000, 9001}) {
                String text = unit.repeat(n);
                assertEquals(
                        oracle.expected(text), oracle.ours().count(utf8(text)), unit + " x " + n);
            }
        }
    }

    /** Runs that end, begin again and change within one piece, some longer than any token. */
    @ParameterizedTest
    @MethodSource("both")
    void rulesOfDashesAndOtherSignsCountExactly(Oracle oracle) {
        Random random = new Random(11);
        for (int i = 0; i < 150; i++) {
            StringBuilder text = new StringBuilder();
            for (int runs = 1 + random.nextInt(5); runs > 0; runs--) {
                String sign = "-=*#/_~.".substring(random.nextInt(8)).substring(0, 1);
                text.append(sign.repeat(random.nextInt(3) == 0 ? 3 : random.nextInt(400)));
            }
            String rule = text.toString();
            assertEquals(oracle.expected(rule), oracle.ours().count(utf8(rule)), rule);
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void giantPiecesCountExactly(Oracle oracle) {
        Random random = new Random(7);
        StringBuilder az = new StringBuilder();
        StringBuilder han = new StringBuilder();
        StringBuilder few = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            az.append((char) ('a' + random.nextInt(26)));
            han.append((char) (0x4E00 + random.nextInt(0x5000)));
            few.append((char) ('a' + random.nextInt(2)));
        }
        for (String text : List.of(az.toString(), han.toString(), few.toString())) {
            assertEquals(oracle.expected(text), oracle.ours().count(utf8(text)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"o200k", "cl100k"})
    void publicVectorsOfGptTokenizerCountExactly(String encoding) throws IOException {
        List<String> lines = new ArrayList<>();
        try (InputStream in = getClass().getResourceAsStream("/gpt-tokenizer/TestPlans.txt")) {
            lines.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        }
        int seen = 0;
        for (int i = 0; i + 2 < lines.size(); i++) {
            if (lines.get(i).equals("EncodingName: " + encoding + "_base")) {
                String sample = lines.get(i + 1).substring("Sample: ".length());
                String ids = lines.get(i + 2).substring("Encoded: ".length());
                long expected =
                        ids.equals("[]") ? 0 : ids.chars().filter(c -> c == ',').count() + 1;
                assertEquals(expected, Oracle.named(encoding).ours().count(utf8(sample)), sample);
                seen++;
            }
        }
        assertTrue(seen >= 57, "vectors: " + seen);
    }

    @ParameterizedTest
    @MethodSource("both")
    void textsInMoreThanFortyScriptsCountExactly(Oracle oracle) throws IOException {
        int scripts = 0;
        try (InputStream in = getClass().getResourceAsStream("/scripts.txt")) {
            for (String line :
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                String text = line.substring(line.indexOf('\t') + 1);
                assertEquals(oracle.expected(text), oracle.ours().count(utf8(text)), line);
                scripts += line.startsWith("#") ? 0 : 1;
            }
        }
        assertTrue(scripts >= 40, "scripts: " + scripts);
    }

    @ParameterizedTest
    @MethodSource("both")
    void bytesThatAreNotUtf8CountAsTheirReplacement(Oracle oracle) {
        Random random = new Random(3);
        RandomText texts = new RandomText(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Fuzz.broken(texts.next(), random);
            String decoded = new String(bytes, StandardCharsets.UTF_8);
            if (Fuzz.known(decoded)) {
                assertEquals(oracle.expected(decoded), oracle.ours().count(bytes), decoded);
            }
        }
    }

    @Test
    void anEncodedSurrogateCountsAsThreeReplacements() {
        byte[] surrogate = {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80, 'b'};
        assertEquals(
                Oracle.O200K.expected("a\ufffd\ufffd\ufffdb"),
                Oracle.O200K.ours().count(surrogate));
    }
}
