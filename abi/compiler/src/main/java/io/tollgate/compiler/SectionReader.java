package io.tollgate.compiler;

/** Goes through the sections of a rendered module. */
final class SectionReader {
    static final int CODE = 10;
    static final int DATA = 11;

    private static final int PREAMBLE = 8;

    private final byte[] bytes;
    private int section;
    private int start;
    private int at = PREAMBLE;
    private int end = PREAMBLE;

    SectionReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Goes to the content of the next section, however much of this one was read. */
    boolean next() {
        start = end;
        at = end;
        if (at == bytes.length) {
            return false;
        }
        section = bytes[at++];
        int size = number();
        end = at + size;
        return true;
    }

    int section() {
        return section;
    }

    /** Where the section begins, its number and size included. */
    int start() {
        return start;
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    void skip(int count) {
        at += count;
    }

    int number() {
        int result = 0;
        for (int shift = 0; ; shift += 7) {
            int b = bytes[at++];
            result |= (b & 0x7f) << shift;
            if (b >= 0) {
                return result;
            }
        }
    }
}
