package io.tollgate.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class PieceCacheTest {
    private final PieceCache cache = new PieceCache();

    @Test
    void knowsAPieceByAllItsBytes() {
        String piece = "abcdefghijklmnopqrstuvwxyz0123";
        assertEquals(PieceCache.MAX_BYTES, piece.length());
        keep(piece, 30);
        assertEquals(30, find(piece));
        for (int i = 0; i < piece.length(); i++) {
            assertEquals(0, find(piece.substring(0, i) + "!" + piece.substring(i + 1)), piece);
        }
        assertEquals(0, find(piece.substring(1)));
    }

    @Test
    void keepsAWordInUseWhileALongTextGoesBy() {
        keep("daily", 2);
        for (int i = 0; i < 100_000; i++) {
            if (i % 100 == 0) {
                assertEquals(2, find("daily"), "behind " + i + " others");
            }
            keep("other" + i, 3);
        }
    }

    @Test
    void givesThePlaceOfAWordOutOfUseToAnother() {
        keep("daily", 2);
        assertEquals(2, find("daily"));
        for (int i = 0; i < 200_000; i++) {
            keep("other" + i, 3);
        }
        assertEquals(0, find("daily"));
    }

    private int find(String piece) {
        byte[] bytes = piece.getBytes(UTF_8);
        return cache.find(bytes, 0, bytes.length);
    }

    private void keep(String piece, int count) {
        if (find(piece) == 0) {
            cache.put(count);
        }
    }
}
