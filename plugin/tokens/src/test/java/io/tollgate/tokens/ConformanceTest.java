package io.tollgate.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinds of text whose counts must be jtokkit's; corners, runs and scripts: TokenizerTest. */
class ConformanceTest {
    private static final int[] BASES = {'a', 'E', 0x0915, 0x0E01, 0x05D0, 0x4E2D, '1', ' ', '!'};

    static List<Oracle> both() {
        return List.of(Oracle.O200K, Oracle.CL100K);
    }

    private static void same(Oracle oracle, String text, String name) {
        assertEquals(oracle.expected(text), oracle.ours().count(text.getBytes(UTF_8)), name);
    }

    @ParameterizedTest
    @MethodSource("both")
    void everyEmojiCountsExactlyAloneColouredAndJoined(Oracle oracle) {
        int[][] blocks = {
            {0x1F300, 0x1F650}, {0x1F680, 0x1F6D8}, {0x1F900, 0x1FA00}, {0x2600, 0x27C0}
        };
        for (int[] block : blocks) {
            for (int c = block[0]; c < block[1]; c++) {
                String one = Character.toString(c);
                String name = Integer.toHexString(c);
                same(oracle, one, name);
                same(oracle, one + "\uFE0F" + one + "\uD83C\uDFFD " + one + "\u200D" + one, name);
                same(oracle, "so " + one + one + one + "!\n" + one, name);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void everyFlagCountsExactly(Oracle oracle) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 26 * 26; i++) {
            String flag =
                    Character.toString(0x1F1E6 + i / 26) + Character.toString(0x1F1E6 + i % 26);
            same(oracle, flag, flag);
            all.append(flag);
        }
        same(oracle, all.toString(), "all flags");
    }

    @ParameterizedTest
    @MethodSource("both")
    void combiningMarksOnEveryKindOfBaseCountExactly(Oracle oracle) {
        int[][] blocks = {
            {0x300, 0x370},
            {0x483, 0x488},
            {0x591, 0x5BE},
            {0x64B, 0x660},
            {0x93A, 0x93D},
            {0xE34, 0xE3B},
            {0x20D0, 0x20F1},
            {0xFE20, 0xFE30}
        };
        for (int[] block : blocks) {
            for (int mark = block[0]; mark < block[1]; mark++) {
                String m = Character.toString(mark);
                for (int base : BASES) {
                    String b = Character.toString(base);
                    String name = Integer.toHexString(base) + " " + Integer.toHexString(mark);
                    same(oracle, b + m + b + m + m + " " + m + b, name);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void controlCharactersCountExactly(Oracle oracle) {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0xA1; c++) {
            if (c < 0x20 || c >= 0x7F) {
                String one = Character.toString(c);
                String name = Integer.toHexString(c);
                same(oracle, one, name);
                same(oracle, one + one + one, name);
                same(oracle, "a" + one + "b " + one + " c" + one + "\n" + one + "'s", name);
                all.append(one);
            }
        }
        for (int c :
                new int[] {
                    0x200B, 0x200C, 0x200D, 0x200E, 0x202E, 0x2028, 0x2029, 0x2060, 0xFEFF
                }) {
            String one = Character.toString(c);
            same(oracle, "a" + one + "b " + one + " 1" + one + one, Integer.toHexString(c));
            all.append(one);
        }
        same(oracle, all.toString(), "all controls");
    }

    @ParameterizedTest
    @MethodSource("both")
    void sourceCodeCountsExactly(Oracle oracle) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("src"))) {
            files =
                    all.filter(f -> f.toString().matches(".*\\.(java|py|md|jsonl)"))
                            .sorted()
                            .toList();
        }
        assertTrue(files.size() > 50, "files: " + files.size());
        for (Path file : files) {
            String text = Files.readString(file);
            String part = text.substring(0, Math.min(text.length(), 300_000));
            same(oracle, part, file.toString());
            same(oracle, part.replace("\n", "\r\n").replace("    ", "\t"), file + " with tabs");
        }
    }
}
