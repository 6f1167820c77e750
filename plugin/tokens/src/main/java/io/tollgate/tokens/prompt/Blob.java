package io.tollgate.tokens.prompt;

/**
 * Finds out what a base64 text, a {@code data:} URI or a plain URL stands for, from its first
 * bytes, as it streams by: an image and its size, a PDF, sound, or something else.
 */
final class Blob {
    static final int IMAGE = 0;
    static final int PDF = 1;
    static final int SOUND = 2;
    static final int OTHER = 3;

    private static final int HEAD = 1 << 14;
    private static final int LONGEST_URL = 4096;

    int width;
    int height;

    /** Characters of base64 seen. */
    long characters;

    private byte[] head = new byte[64];
    private int size;
    private int bits;
    private int bitCount;
    private boolean inPrefix;
    private boolean remote;
    private final byte[] first = new byte[5];
    private int firsts;

    void begin() {
        width = 0;
        height = 0;
        characters = 0;
        size = 0;
        bits = 0;
        bitCount = 0;
        inPrefix = false;
        remote = false;
        firsts = 0;
    }

    void feed(byte[] text, int to) {
        int from = 0;
        while (firsts < first.length && from < to) {
            first[firsts++] = text[from++];
            if (firsts == first.length) {
                inPrefix = first[0] == 'd' && first[4] == ':';
                remote = first[0] == 'h' && first[1] == 't' && first[2] == 't' && first[3] == 'p';
                take(first, 0, first.length);
            }
        }
        take(text, from, to);
    }

    private void take(byte[] text, int start, int to) {
        int from = start;
        while (inPrefix && from < to) {
            inPrefix = text[from++] != ',';
        }
        characters += to - from;
        for (int i = from; i < to && size < HEAD && !remote; i++) {
            decode(text[i]);
        }
    }

    /** Whether there was anything. */
    boolean any() {
        return firsts > 0;
    }

    /** What it is, when all has been seen; sets width and height of an image. */
    int kind() {
        if (firsts < first.length) {
            take(first, 0, firsts);
        }
        if (remote) {
            return characters <= LONGEST_URL ? IMAGE : OTHER; // or a text that begins like one
        }
        if (!image()) {
            return other();
        }
        checkSize();
        return IMAGE;
    }

    /** Whether it begins as an image does; reads its size then. */
    private boolean image() {
        if (is(0, 0x89504E47)) {
            width = i32(16);
            height = i32(20);
        } else if (is(0, 0x47494638)) {
            width = at(6) | at(7) << 8;
            height = at(8) | at(9) << 8;
        } else if (is(0, 0x52494646) && is(8, 0x57454250)) {
            webp();
        } else if (at(0) == 0xFF && at(1) == 0xD8) {
            jpeg();
        } else {
            return false;
        }
        return true;
    }

    private void checkSize() {
        if (width <= 0 || height <= 0 || width > 1 << 16 || height > 1 << 16) {
            width = 0;
            height = 0;
        }
    }

    private int other() {
        if (is(0, 0x25504446)) {
            return PDF;
        }
        boolean mp3 = is(0, 0x49443300 | at(3)) || (at(0) == 0xFF && at(1) >= 0xE0);
        boolean wave = is(0, 0x52494646) || is(0, 0x4F676753) || is(0, 0x664C6143);
        return mp3 || wave ? SOUND : OTHER;
    }

    private void webp() {
        if (is(12, 0x56503858)) {
            width = 1 + (at(24) | at(25) << 8 | at(26) << 16);
            height = 1 + (at(27) | at(28) << 8 | at(29) << 16);
        } else if (is(12, 0x5650384C)) {
            int packed = at(21) | at(22) << 8 | at(23) << 16 | at(24) << 24;
            width = (packed & 0x3FFF) + 1;
            height = (packed >>> 14 & 0x3FFF) + 1;
        } else {
            width = (at(26) | at(27) << 8) & 0x3FFF;
            height = (at(28) | at(29) << 8) & 0x3FFF;
        }
    }

    /** From segment to segment until the one with the frame's size. */
    private void jpeg() {
        int at = 2;
        while (at + 9 < size && at(at) == 0xFF) {
            int marker = at(at + 1);
            boolean frame = marker >= 0xC0 && marker <= 0xCF;
            if (frame && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                height = at(at + 5) << 8 | at(at + 6);
                width = at(at + 7) << 8 | at(at + 8);
                return;
            }
            at += 2 + (at(at + 2) << 8 | at(at + 3));
        }
    }

    private void decode(byte c) {
        int value = value(c);
        if (value < 0) {
            return;
        }
        bits = bits << 6 | value;
        bitCount += 6;
        if (bitCount >= 8) {
            bitCount -= 8;
            if (size == head.length) {
                byte[] larger = new byte[size * 4];
                System.arraycopy(head, 0, larger, 0, size);
                head = larger;
            }
            head[size++] = (byte) (bits >> bitCount);
        }
    }

    private static int value(byte c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }

    private int at(int i) {
        return i < size ? head[i] & 0xFF : 0;
    }

    private int i32(int i) {
        return at(i) << 24 | at(i + 1) << 16 | at(i + 2) << 8 | at(i + 3);
    }

    private boolean is(int i, int magic) {
        return i32(i) == magic;
    }
}
