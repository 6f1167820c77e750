package io.tollgate.core.answer;

import io.tollgate.bytes.Bytes;

/** The usual CRC-32, over bytes wherever they lie. */
final class Crc32 {
    private static final int[] TABLE = new int[256];

    private int rest = -1;

    void reset() {
        rest = -1;
    }

    void add(Bytes b, int from, int to) {
        for (int i = from; i < to; i++) {
            add(b.at(i));
        }
    }

    void add(byte b) {
        rest = (rest >>> 8) ^ table()[(rest ^ b) & 0xff];
    }

    int value() {
        return ~rest;
    }

    /** Made when first needed; its last entry is never 0. */
    private static int[] table() {
        if (TABLE[255] == 0) {
            for (int i = 0; i < 256; i++) {
                int c = i;
                for (int k = 0; k < 8; k++) {
                    c = (c & 1) != 0 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
                }
                TABLE[i] = c;
            }
        }
        return TABLE;
    }
}
