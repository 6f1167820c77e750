package io.tollgate.bytes;

import java.util.Arrays;

/**
 * Undoes DEFLATE piece by piece. It takes no byte beyond the end of the data, and keeps the last 32
 * KiB that it made, as the format wants. Small before fast: the library's own costs a module ten
 * times the code.
 */
final class Inflate {
    private static final int WINDOW = 1 << 15;
    private static final byte[] ORDER = {
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
    };

    private static final int BLOCK = 0;
    private static final int STORED_SIZE = 1;
    private static final int STORED = 2;
    private static final int SIZES = 3;
    private static final int CODE_LENGTHS = 4;
    private static final int LENGTHS = 5;
    private static final int SYMBOLS = 6;
    private static final int DONE = 7;
    private static final int FAILED = 8;

    private final ByteSink sink;
    private final byte[] window = new byte[WINDOW];
    private final Bytes made = Bytes.of(window);
    private final byte[] lengths = new byte[320];
    private final Huffman literals = new Huffman(288);
    private final Huffman distances = new Huffman(32);
    private Bytes in = made;
    private int at;
    private int end;
    private long bits; // taken from the input, lowest first
    private int count;
    private int used; // of them by the step at work
    private boolean starved; // the step at work needs more input, and is tried again from its start
    private int state;
    private boolean last;
    private int left; // of a stored block
    private int literalCount;
    private int distanceCount;
    private int lengthCount;
    private int index;
    private int written; // where the window goes on
    private int told; // up to here the sink has it
    private boolean full; // the window has been filled once

    Inflate(ByteSink sink) {
        this.sink = sink;
    }

    void reset() {
        state = BLOCK;
        bits = 0;
        count = 0;
        written = 0;
        told = 0;
        full = false;
    }

    boolean done() {
        return state == DONE;
    }

    boolean failed() {
        return state == FAILED;
    }

    /** Reads on; the index after what belongs to the data. */
    int feed(Bytes b, int from, int to) {
        in = b;
        at = from;
        end = to;
        starved = false;
        while (state < DONE) {
            used = 0;
            step();
            if (starved) {
                break;
            }
            bits >>>= used;
            count -= used;
        }
        tell();
        return at;
    }

    private void step() {
        switch (state) {
            case BLOCK -> block();
            case STORED_SIZE -> storedSize();
            case STORED -> stored();
            case SIZES -> sizes();
            case CODE_LENGTHS -> codeLength();
            case LENGTHS -> length();
            default -> symbol();
        }
    }

    private int take(int n) {
        while (count - used < n) {
            if (at == end) {
                starved = true;
                return 0;
            }
            bits |= (in.at(at++) & 0xffL) << count;
            count += 8;
        }
        int value = (int) (bits >>> used) & ((1 << n) - 1);
        used += n;
        return value;
    }

    /** The next symbol; -1 for a code that is none. */
    private int decode(Huffman code) {
        int value = 0;
        int first = 0;
        int symbol = 0;
        for (int length = 1; length < code.counts.length; length++) {
            value |= take(1);
            if (starved) {
                return 0;
            }
            int n = code.counts[length];
            if (value - n < first) {
                return code.symbols[symbol + value - first];
            }
            symbol += n;
            first = (first + n) << 1;
            value <<= 1;
        }
        return -1;
    }

    private void block() {
        boolean isLast = take(1) == 1;
        int type = take(2);
        if (starved) {
            return;
        }
        last = isLast;
        if (type == 0) {
            used = count; // the rest of the byte
            state = STORED_SIZE;
        } else if (type == 1) {
            fixed();
        } else {
            state = type == 2 ? SIZES : FAILED;
        }
    }

    private void fixed() {
        for (int i = 0; i < 288; i++) {
            lengths[i] = (byte) (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
        }
        Arrays.fill(lengths, 288, 320, (byte) 5);
        build(288, 32);
    }

    private void build(int literal, int distance) {
        boolean good = literals.build(lengths, 0, literal) >= 0;
        good &= distances.build(lengths, literal, distance) >= 0;
        state = good ? SYMBOLS : FAILED;
    }

    private void storedSize() {
        int size = take(16);
        int check = take(16);
        if (!starved) {
            left = size;
            state = size != (~check & 0xffff) ? FAILED : size == 0 ? (last ? DONE : BLOCK) : STORED;
        }
    }

    private void stored() {
        int b = take(8);
        if (!starved) {
            put((byte) b);
            state = --left == 0 ? (last ? DONE : BLOCK) : STORED;
        }
    }

    private void sizes() {
        literalCount = take(5) + 257;
        distanceCount = take(5) + 1;
        lengthCount = take(4) + 4;
        if (!starved) {
            Arrays.fill(lengths, (byte) 0);
            index = 0;
            state = literalCount > 286 ? FAILED : CODE_LENGTHS;
        }
    }

    private void codeLength() {
        int length = take(3);
        if (starved) {
            return;
        }
        lengths[ORDER[index]] = (byte) length;
        if (++index == lengthCount) {
            // Only for reading the lengths: the code of literals follows in the same place.
            state = literals.build(lengths, 0, ORDER.length) == 0 ? LENGTHS : FAILED;
            Arrays.fill(lengths, (byte) 0);
            index = 0;
        }
    }

    private void length() {
        int symbol = decode(literals);
        int times = times(symbol);
        if (starved) {
            return;
        }
        int all = literalCount + distanceCount;
        if (symbol < 0 || index + times > all || (symbol == 16 && index == 0)) {
            state = FAILED;
            return;
        }
        int value = symbol < 16 ? symbol : symbol == 16 ? lengths[index - 1] : 0;
        Arrays.fill(lengths, index, index + times, (byte) value);
        index += times;
        if (index == all) {
            lengthsKnown();
        }
    }

    private int times(int symbol) {
        return switch (symbol) {
            case 16 -> 3 + take(2);
            case 17 -> 3 + take(3);
            case 18 -> 11 + take(7);
            default -> 1;
        };
    }

    private void lengthsKnown() {
        boolean ends = lengths[256] != 0;
        build(literalCount, distanceCount);
        state = ends ? state : FAILED;
    }

    private void symbol() {
        int symbol = decode(literals);
        if (starved) {
            return;
        }
        if (symbol < 0 || symbol > 285) {
            state = FAILED;
        } else if (symbol < 256) {
            put((byte) symbol);
        } else if (symbol == 256) {
            state = last ? DONE : BLOCK;
        } else {
            copy(symbol - 257);
        }
    }

    /** Lengths and distances grow by groups of four and two with one more extra bit each. */
    private void copy(int code) {
        int more = code < 8 || code == 28 ? 0 : (code >> 2) - 1;
        int length =
                code == 28
                        ? 258
                        : code < 8 ? code + 3 : ((4 + (code & 3)) << more) + 3 + take(more);
        int symbol = decode(distances);
        int far = symbol < 4 ? 0 : (symbol >> 1) - 1;
        int distance = symbol < 4 ? symbol + 1 : ((2 + (symbol & 1)) << far) + 1 + take(far);
        if (starved) {
            return;
        }
        if (symbol < 0 || symbol > 29 || (!full && distance > written)) {
            state = FAILED;
            return;
        }
        for (int i = 0; i < length; i++) {
            put(window[(written - distance) & (WINDOW - 1)]);
        }
    }

    private void put(byte b) {
        window[written++] = b;
        if (written == WINDOW) {
            tell();
            written = 0;
            told = 0;
            full = true;
        }
    }

    private void tell() {
        if (written > told) {
            sink.take(made, told, written);
            told = written;
        }
    }
}
