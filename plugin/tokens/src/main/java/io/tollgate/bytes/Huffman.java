package io.tollgate.bytes;

import java.util.Arrays;

/**
 * One canonical Huffman code: how many codes there are of each length, and their symbols in order.
 */
final class Huffman {
    private static final int LONGEST = 15;

    final int[] counts = new int[LONGEST + 1];
    final int[] symbols;

    Huffman(int most) {
        symbols = new int[most];
    }

    /**
     * Takes the lengths of {@code n} symbols: 0 when every code has a symbol, 1 when only a code of
     * one bit is there or none at all, which may be, and -1 when there are more codes than fit, or
     * fewer.
     */
    int build(byte[] lengths, int from, int n) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < n; i++) {
            counts[lengths[from + i]]++;
        }
        counts[0] = 0;
        int[] next = new int[LONGEST + 2];
        int left = 1;
        int longest = 0;
        for (int length = 1; length <= LONGEST; length++) {
            left = (left << 1) - counts[length];
            if (left < 0) {
                return -1;
            }
            longest = counts[length] > 0 ? length : longest;
            next[length + 1] = next[length] + counts[length];
        }
        order(lengths, from, n, next);
        return left == 0 ? 0 : longest <= 1 ? 1 : -1;
    }

    private void order(byte[] lengths, int from, int n, int[] next) {
        for (int i = 0; i < n; i++) {
            if (lengths[from + i] != 0) {
                symbols[next[lengths[from + i]]++] = i;
            }
        }
    }
}
