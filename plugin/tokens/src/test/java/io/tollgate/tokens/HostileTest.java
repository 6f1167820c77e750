package io.tollgate.tokens;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts made to be slow. Work is measured as reads of the tables, which no noise of the machine
 * changes: twice the text may cost twice the reads, and no byte more than a handful.
 */
class HostileTest {
    private static final int SIZE = 50_000;

    private static final int READS_A_BYTE = 40;

    /** Rules of 191 dashes, the dearest input known, have about 50. */
    private static final int DEAREST = 60;

    private record Kind(String name, int readsAByte, IntFunction<String> text) {
        Kind(String name, IntFunction<String> text) {
            this(name, READS_A_BYTE, text);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Kind> KINDS =
            List.of(
                    new Kind("one letter", n -> "a".repeat(n)),
                    new Kind("two letters", n -> "ab".repeat(n / 2)),
                    new Kind("three letters", n -> "abc".repeat(n / 3)),
                    new Kind("odd letters", n -> "qxzjkvwy".repeat(n / 8)),
                    new Kind("spaces", n -> " ".repeat(n)),
                    new Kind("spaces before a word", n -> " ".repeat(n) + "a"),
                    new Kind("line ends", n -> "\n".repeat(n)),
                    new Kind("line ends and spaces", n -> "\n ".repeat(n / 2)),
                    new Kind("tabs and spaces", n -> "\t ".repeat(n / 2)),
                    new Kind("digits", n -> "7".repeat(n)),
                    new Kind("dashes", n -> "-".repeat(n)),
                    new Kind("equals signs", n -> "=".repeat(n)),
                    new Kind("rules", n -> ("-".repeat(130) + "=".repeat(300)).repeat(n / 430)),
                    new Kind("dear rules", DEAREST, n -> ("-".repeat(191) + "+").repeat(n / 192)),
                    new Kind("marks", n -> "!?".repeat(n / 2)),
                    new Kind("slashes", n -> "/\n".repeat(n / 2)),
                    new Kind("apostrophes", n -> "'s".repeat(n / 2)),
                    new Kind("capitals by turns", n -> "aB".repeat(n / 2)),
                    new Kind("accents", n -> "e" + "\u0301".repeat(n / 2)),
                    new Kind("Thai", n -> "\u0e01\u0e33".repeat(n / 6)),
                    new Kind("Chinese", n -> "\u7684\u4e00".repeat(n / 6)),
                    new Kind("emoji", n -> "\uD83D\uDE00\u200D".repeat(n / 7)),
                    new Kind("base64", n -> "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo".repeat(n / 35)),
                    new Kind("unknown scripts", n -> "\uD800\uDD00".repeat(n / 4)));

    static Stream<Arguments> kinds() {
        return Stream.of("o200k", "cl100k")
                .flatMap(name -> KINDS.stream().map(kind -> Arguments.of(name, kind)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("kinds")
    void workGrowsNoFasterThanTheText(String encoding, Kind kind) throws IOException {
        Counting table = new Counting(ArrayTable.load(encoding));
        Tokenizer tokenizer = new Tokenizer(new Vocabulary(table));
        long once = reads(table, tokenizer, kind.text.apply(SIZE));
        long twice = reads(table, tokenizer, kind.text.apply(2 * SIZE));
        assertTrue(twice <= 2.2 * once + 1000, once + " reads, then " + twice);
        assertTrue(once <= (long) kind.readsAByte * SIZE, once + " reads for " + SIZE + " bytes");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("kinds")
    void soDoesTheRunningCount(String encoding, Kind kind) throws IOException {
        Counting table = new Counting(ArrayTable.load(encoding));
        RunningCounter counter = new RunningCounter(new Tokenizer(new Vocabulary(table)));
        byte[] utf8 = kind.text.apply(SIZE).getBytes(StandardCharsets.UTF_8);
        table.reads = 0;
        for (int at = 0; at < utf8.length; at += 7) {
            counter.add(utf8, at, Math.min(utf8.length, at + 7));
        }
        counter.finish();
        assertTrue(table.reads <= 2L * kind.readsAByte * SIZE, table.reads + " reads");
    }

    private static long reads(Counting table, Tokenizer tokenizer, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        table.reads = 0;
        tokenizer.count(utf8);
        return table.reads;
    }

    private static final class Counting extends Table {
        private final Table table;
        private long reads;

        Counting(Table table) {
            this.table = table;
        }

        @Override
        public int i32(int offset) {
            reads++;
            return table.i32(offset);
        }

        @Override
        public long i64(int offset) {
            reads++;
            return table.i64(offset);
        }

        @Override
        public int u8(int offset) {
            reads++;
            return table.u8(offset);
        }

        @Override
        public int size() {
            return table.size();
        }
    }
}
