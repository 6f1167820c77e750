package io.tollgate.json;

import io.tollgate.bytes.ByteWindow;

/** One of the words true, false and null, byte by byte. */
final class WordReader {
    private static final long TRUE = 0x65757274L; // the first letter lowest
    private static final long FALSE = 0x65736c6166L;
    private static final long NULL = 0x6c6c756eL;

    private long rest; // what is still to come, the next letter lowest
    private int kind;

    /** Begins with the first byte of one of them; the kind of value that it is. */
    int open(byte first) {
        long word = first == 't' ? TRUE : first == 'f' ? FALSE : NULL;
        kind =
                first == 't'
                        ? JsonListener.TRUE
                        : first == 'f' ? JsonListener.FALSE : JsonListener.NULL;
        rest = word >>> 8;
        return kind;
    }

    /** Reads up to the word's end or the first byte that is not of it; the index behind. */
    int read(ByteWindow window, int from, int to) {
        int i = from;
        while (i < to && rest != 0 && window.at(i) == (byte) rest) {
            rest >>>= 8;
            i++;
        }
        return i;
    }

    boolean complete() {
        return rest == 0;
    }

    int kind() {
        return kind;
    }
}
