package io.tollgate.core.ratelimit;

import java.nio.charset.StandardCharsets;

/**
 * Writes protobuf from the last byte to the first: so the length of a nested message is known when
 * its header is written.
 */
final class ProtoWriter {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;

    private byte[] bytes = new byte[256];
    private int start = bytes.length;

    /** Bytes written so far; a nested message's end is marked by this. */
    int size() {
        return bytes.length - start;
    }

    void varint(int field, long value) {
        rawVarint(value);
        tag(field, VARINT);
    }

    void text(int field, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        reserve(utf8.length);
        start -= utf8.length;
        System.arraycopy(utf8, 0, bytes, start, utf8.length);
        rawVarint(utf8.length);
        tag(field, LENGTH);
    }

    /** Puts the header of a nested message before what was written since {@code mark}. */
    void nested(int field, int mark) {
        rawVarint(size() - mark);
        tag(field, LENGTH);
    }

    byte[] toBytes() {
        byte[] all = new byte[size()];
        System.arraycopy(bytes, start, all, 0, all.length);
        return all;
    }

    private void tag(int field, int wireType) {
        rawVarint(((long) field << 3) | wireType);
    }

    private void rawVarint(long value) {
        int length = 1;
        for (long rest = value >>> 7; rest != 0; rest >>>= 7) {
            length++;
        }
        reserve(length);
        start -= length;
        long rest = value;
        for (int i = start; i < start + length - 1; i++) {
            bytes[i] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[start + length - 1] = (byte) rest;
    }

    private void reserve(int count) {
        if (start >= count) {
            return;
        }
        int size = size();
        byte[] larger = new byte[Math.max(bytes.length * 2, size + count)];
        System.arraycopy(bytes, start, larger, larger.length - size, size);
        start = larger.length - size;
        bytes = larger;
    }
}
