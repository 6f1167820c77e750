package io.tollgate.compiler.emulated;

import java.util.zip.DataFormatException;

/**
 * A canonical Huffman code: how many symbols there are of each length, and the symbols in order.
 */
final class HuffmanCode {
    static final int LONGEST = 15;
    final int[] counts = new int[LONGEST + 1];
    final int[] symbols;

    HuffmanCode(int[] lengths, int from, int size) throws DataFormatException {
        symbols = new int[size];
        int[] offsets = new int[LONGEST + 2];
        for (int i = 0; i < size; i++) {
            counts[lengths[from + i]]++;
        }
        int left = 1;
        for (int length = 1; length <= LONGEST; length++) {
            left = 2 * left - counts[length];
            if (left < 0) {
                throw new DataFormatException("oversubscribed code");
            }
            offsets[length + 1] = offsets[length] + counts[length];
        }
        for (int i = 0; i < size; i++) {
            if (lengths[from + i] != 0) {
                symbols[offsets[lengths[from + i]]++] = i;
            }
        }
    }

    static HuffmanCode fixedLiterals() throws DataFormatException {
        int[] lengths = new int[288];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
        }
        return new HuffmanCode(lengths, 0, lengths.length);
    }

    static HuffmanCode fixedDistances() throws DataFormatException {
        int[] lengths = new int[30];
        java.util.Arrays.fill(lengths, 5);
        return new HuffmanCode(lengths, 0, lengths.length);
    }
}
