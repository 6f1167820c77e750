package io.tollgate.core.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.bytes.Bytes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputTextTest {
    private static final int MOST = Retention.STREAM - (int) Retention.SMALL;

    private final OutputText output = new OutputText();

    @Test
    void whatCameInAnyPiecesIsKeptAsOne() {
        byte[] text = "Grüße – “quoted”, 日本語 and plain words. ".repeat(40).getBytes(UTF_8);
        Random random = new Random(1);
        for (int from = 0; from < text.length; ) {
            int to = Math.min(text.length, from + random.nextInt(30));
            output.text(Bytes.of(text), from, to);
            from = to;
        }
        assertArrayEquals(text, output.kept());
        assertEquals(text.length, output.size());
    }

    @Test
    void beyondTheMostOnlyTheLengthIsKept() {
        byte[] piece = new byte[1001];
        new Random(2).nextBytes(piece);
        for (int i = 0; i < 70; i++) {
            output.text(Bytes.of(piece), 0, piece.length);
        }
        byte[] kept = output.kept();
        assertEquals(MOST, kept.length);
        assertEquals(70_070, output.size());
        int last = MOST / 1001 * 1001;
        assertArrayEquals(Arrays.copyOf(piece, MOST - last), Arrays.copyOfRange(kept, last, MOST));
    }

    /** Whatever the sizes of its pieces, an answer and a small prompt stay within the bound. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 511, 4096, 100_000})
    void aStreamKeepsNoMoreThanItsBound(int piece) {
        Bytes bytes = Bytes.of(new byte[piece]);
        long fed = 0;
        while (fed < 200_000) {
            output.text(bytes, 0, piece);
            fed += piece;
        }
        assertEquals(fed, output.size());
        assertEquals(MOST, output.kept().length);
    }

    @Test
    void nothingIsNothing() {
        output.text(Bytes.of(new byte[0]), 0, 0);
        assertEquals(0, output.kept().length);
    }
}
