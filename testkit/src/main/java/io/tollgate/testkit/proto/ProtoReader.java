package io.tollgate.testkit.proto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over the fields of one serialized protobuf message: {@code while (r.next()) switch
 * (r.field()) ...}.
 *
 * <p>Each field is read by the accessor of its wire type; what is not read is skipped.
 */
public final class ProtoReader {
    private final byte[] bytes;
    private int at;
    private int field;
    private int wireType;
    private long number;
    private byte[] block = new byte[0];

    /** A reader of one whole message. */
    public ProtoReader(byte[] message) {
        bytes = message;
    }

    /** Goes to the next field; false at the end of the message. */
    public boolean next() {
        if (at == bytes.length) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (field == 0 || tag >>> 32 != 0) {
            throw new ProtoException("bad tag " + tag);
        }
        readValue();
        return true;
    }

    private void readValue() {
        switch (wireType) {
            case 0 -> number = varint();
            case 1 -> number = fixed(8);
            case 2 -> block = take(varint());
            case 5 -> number = fixed(4);
            default -> throw new ProtoException("bad wire type " + wireType);
        }
    }

    /** The number of the current field. */
    public int field() {
        return field;
    }

    /** Value of a varint or fixed-size field. */
    public long number() {
        require(wireType != 2, "a number");
        return number;
    }

    /** Value of a bool field. */
    public boolean bool() {
        return number() != 0;
    }

    /** Value of a bytes or message field. */
    public byte[] bytes() {
        require(wireType == 2, "bytes");
        return block;
    }

    /** Value of a string field. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private void require(boolean fits, String wanted) {
        if (!fits) {
            throw new ProtoException(
                    "field " + field + " has wire type " + wireType + ", not " + wanted);
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at == bytes.length) {
                throw new ProtoException("truncated");
            }
            byte b = bytes[at++];
            value |= shift < 64 ? (long) (b & 0x7f) << shift : 0;
            if (b >= 0) {
                return value;
            }
        }
        throw new ProtoException("varint too long");
    }

    private long fixed(int n) {
        byte[] raw = take(n);
        long value = 0;
        for (int i = n - 1; i >= 0; i--) {
            value = value << 8 | (raw[i] & 0xff);
        }
        return value;
    }

    private byte[] take(long n) {
        if (n < 0 || n > bytes.length - at) {
            throw new ProtoException("truncated");
        }
        at += (int) n;
        return Arrays.copyOfRange(bytes, at - (int) n, at);
    }

    /** The bytes are no message of the expected kind. */
    public static final class ProtoException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ProtoException(String message) {
            super(message);
        }
    }
}
