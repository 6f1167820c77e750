package io.tollgate.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CounterTest {
    private static final Tokenizer TOKENIZER = Oracle.O200K.ours();

    private static byte[] prose(int bytes, long seed) {
        List<String> words =
                List.of(
                        "the", "quick", "brown", "Fuchs", "springt", "über", "12", "собаки", "中文字",
                        "(yes)", "😀\n");
        Random random = new Random(seed);
        StringBuilder out = new StringBuilder();
        while (out.length() < bytes) {
            out.append(words.get(random.nextInt(words.size()))).append(' ');
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void runningCountAtEveryByteIsTheCountOfThePrefix() {
        byte[] text = prose(2000, 5);
        RunningCounter counter = new RunningCounter(TOKENIZER);
        for (int i = 0; i < text.length; i++) {
            counter.add(text, i, i + 1);
            assertEquals(TOKENIZER.count(text, 0, i + 1), counter.tokens(), "at " + i);
        }
    }

    @Test
    void longPiecesInSmallSplitsCountExactly() {
        for (String unit : new String[] {"a", " ", "\n", "中", "A", "!"}) {
            byte[] text = (unit.repeat(20_000) + "x y").getBytes(StandardCharsets.UTF_8);
            RunningCounter counter = new RunningCounter(TOKENIZER);
            for (int i = 0; i < text.length; i += 7) {
                counter.add(text, i, Math.min(text.length, i + 7));
            }
            long expected = TOKENIZER.count(text);
            // A run over 32 KB is cut, at most once for each 32 KB.
            assertTrue(Math.abs(expected - counter.finish()) <= text.length >> 15, unit);
        }
    }

    @Test
    void finishedCounterBeginsAnew() {
        RunningCounter counter = new RunningCounter(TOKENIZER);
        byte[] text = prose(500, 1);
        counter.add(text, 0, text.length);
        long first = counter.finish();
        counter.add(text, 0, text.length);
        assertEquals(first, counter.finish());
    }

    @Test
    void partsAreCountedApart() {
        byte[] text = "hello".getBytes(StandardCharsets.UTF_8);
        TokenCounter counter = new TokenCounter(TOKENIZER);
        counter.add(text, 0, 3);
        counter.feed(text, 3, 4);
        counter.feed(text, 4, 5);
        counter.endPart();
        assertEquals(TOKENIZER.count(text, 0, 3) + TOKENIZER.count(text, 3, 5), counter.tokens());
        assertEquals(5, counter.bytes());
        assertTrue(counter.exact());
    }

    @Test
    void belowTheCapTheCountIsExact() {
        byte[] text = prose(60_000, 2);
        TokenCounter counter = new TokenCounter(TOKENIZER, text.length + 1, 1);
        counter.feed(text, 0, 10_000);
        counter.feed(text, 10_000, text.length);
        counter.endPart();
        assertEquals(TOKENIZER.count(text), counter.tokens());
        assertTrue(counter.exact());
    }

    @Test
    void whereItSamplesOnlyTheSeedTells() {
        // Dense and cheap stretches by turns: which ones are hit shows in the count.
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            text.append(i % 2 == 0 ? "qzjx7kvw".repeat(64) : " the".repeat(128));
        }
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        Set<Long> counts = new HashSet<>();
        for (int seed = 1; seed <= 5; seed++) {
            counts.add(sampled(utf8, seed));
            assertEquals(sampled(utf8, seed), sampled(utf8, seed));
        }
        assertTrue(counts.size() > 1, counts.toString());
    }

    private static long sampled(byte[] utf8, int seed) {
        TokenCounter counter = new TokenCounter(TOKENIZER, 4096, seed);
        counter.feed(utf8, 0, utf8.length);
        counter.endPart();
        return counter.tokens();
    }

    @Test
    void aPieceThatHadToBeCutIsNotExact() {
        byte[] run = "a".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        TokenCounter counter = new TokenCounter(TOKENIZER);
        counter.feed(run, 0, run.length);
        counter.endPart();
        assertFalse(counter.exact());
        counter.reset();
        counter.add("hello".getBytes(StandardCharsets.UTF_8), 0, 5);
        assertTrue(counter.exact());
    }

    @Test
    void aboveTheCapTheSampledCountIsNear() {
        byte[] text = prose(3_000_000, 2);
        TokenCounter counter = new TokenCounter(TOKENIZER, TokenCounter.DEFAULT_CAP, 1);
        for (int i = 0; i < text.length; i += 1000) {
            counter.feed(text, i, Math.min(text.length, i + 1000));
        }
        counter.endPart();
        long exact = TOKENIZER.count(text);
        assertFalse(counter.exact());
        assertTrue(Math.abs(exact - counter.tokens()) <= exact / 100);
        assertEquals(text.length, counter.bytes());
    }

    @Test
    void theErrorOfSamplingIsWithinWhatTheDocumentSays() throws IOException {
        for (Map.Entry<String, byte[]> text : Sampling.texts().entrySet()) {
            boolean mixed = text.getKey().contains("scripts");
            Sampling.Deviation error = Sampling.error(text.getValue(), 400_000, 5);
            assertTrue(error.mean() <= (mixed ? 10 : 5), text.getKey() + " " + error);
        }
    }
}
