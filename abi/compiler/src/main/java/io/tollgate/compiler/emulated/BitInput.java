package io.tollgate.compiler.emulated;

import java.util.zip.DataFormatException;

/**
 * Bits of input that comes in pieces. What was looked at but not used stays; no byte is read before
 * it is needed.
 */
final class BitInput {
    /** There is not enough input yet. */
    static final int MORE = -1;

    private byte[] bytes = {};
    private int at;
    private int end;
    private long bits;
    private int held;
    private int used;

    void set(byte[] input, int from, int count) {
        bytes = input;
        at = from;
        end = from + count;
    }

    int remaining() {
        return end - at;
    }

    /** Begins to look from the first bit not used. */
    void begin() {
        used = 0;
    }

    /** Uses up what was looked at since. */
    void commit() {
        bits >>>= used;
        held -= used;
        used = 0;
    }

    /** Drops the bits up to the next whole byte. */
    void align() {
        bits >>>= held & 7;
        held -= held & 7;
    }

    void clear() {
        bits = 0;
        held = 0;
        used = 0;
    }

    /** The next {@code count} bits, at most 16, or MORE. */
    int look(int count) {
        while (held < used + count) {
            if (at == end) {
                return MORE;
            }
            bits |= (bytes[at++] & 0xffL) << held;
            held += 8;
        }
        int result = (int) (bits >>> used) & ((1 << count) - 1);
        used += count;
        return result;
    }

    /** The next symbol, or MORE. */
    int symbol(HuffmanCode code) throws DataFormatException {
        int value = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= HuffmanCode.LONGEST; length++) {
            int bit = look(1);
            if (bit == MORE) {
                return MORE;
            }
            value |= bit;
            int count = code.counts[length];
            if (value - count < first) {
                return code.symbols[index + value - first];
            }
            index += count;
            first = (first + count) << 1;
            value <<= 1;
        }
        throw new DataFormatException("invalid code");
    }
}
