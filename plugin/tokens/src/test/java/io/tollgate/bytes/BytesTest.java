package io.tollgate.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BytesTest {
    /** Bytes that have nothing but the four basic reads: what memory outside of Java looks like. */
    private static final class Plain extends Bytes {
        private final Bytes source;

        Plain(Bytes source) {
            this.source = source;
        }

        @Override
        public int length() {
            return source.length();
        }

        @Override
        public byte at(int i) {
            return source.at(i);
        }

        @Override
        public long longAt(int i) {
            return source.longAt(i);
        }

        @Override
        public void copyTo(int from, byte[] target, int at, int n) {
            source.copyTo(from, target, at, n);
        }
    }

    @Test
    void findsTheSameEndsEightBytesAtATimeAsOneByOne() {
        Random random = new Random(1);
        byte[] stops = {
            '"',
            '\\',
            0,
            0x1f,
            0x20,
            0x21,
            0x22,
            0x23,
            0x5b,
            0x5d,
            '\n',
            '\r',
            0x0b,
            0x0c,
            0x7f,
            (byte) 0x80,
            -1
        };
        for (int i = 0; i < 50_000; i++) {
            byte[] array = new byte[random.nextInt(40)];
            for (int k = 0; k < array.length; k++) {
                array[k] =
                        random.nextInt(6) > 0
                                ? (byte) ('a' + k % 26)
                                : stops[random.nextInt(stops.length)];
            }
            int from = array.length == 0 ? 0 : random.nextInt(array.length);
            Bytes bytes = Bytes.of(array);
            assertEquals(
                    bytes.plainEnd(from, array.length),
                    new Plain(bytes).plainEnd(from, array.length));
            assertEquals(
                    bytes.lineEnd(from, array.length),
                    new Plain(bytes).lineEnd(from, array.length));
        }
    }

    @Test
    void readsLongsLowestByteFirst() {
        byte[] array = {0, 1, 2, 3, 4, 5, 6, 7, (byte) 0x88, 9};
        assertEquals(0x8807060504030201L, Bytes.of(array).longAt(1));
        assertEquals(0x0988070605040302L, Bytes.of(array, 1, 10).longAt(1));
    }

    @Test
    void refusesAPartOutsideOfTheArray() {
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.of(new byte[4], 2, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.of(new byte[4], 3, 2));
    }
}
