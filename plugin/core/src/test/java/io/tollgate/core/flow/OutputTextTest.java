package io.tollgate.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.bytes.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTextTest {
    /** Whatever the sizes of its pieces, an answer and a small prompt stay within the bound. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 511, 4096, 100_000})
    void aStreamKeepsNoMoreThanItsBound(int piece) {
        OutputText output = new OutputText();
        Bytes bytes = Bytes.of(new byte[piece]);
        long fed = 0;
        while (fed < 200_000) {
            output.text(bytes, 0, piece);
            fed += piece;
            assertTrue(output.kept().length + Retention.SMALL <= Retention.STREAM);
        }
        assertEquals(fed, output.size());
        assertEquals(Retention.STREAM - Retention.SMALL, output.keptLength());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 400})
    void aShortAnswerTakesLittle(int length) {
        OutputText output = new OutputText();
        output.text(Bytes.of(new byte[length]), 0, length);
        assertTrue(output.kept().length <= 1024, () -> output.kept().length + " bytes");
    }
}
