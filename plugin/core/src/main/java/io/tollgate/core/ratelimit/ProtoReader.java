package io.tollgate.core.ratelimit;

/**
 * A cursor over protobuf bytes that never throws: the first broken byte ends the reading and is
 * remembered.
 */
final class ProtoReader {
    private final byte[] bytes;
    private final int end;
    private int at;
    private int tag;
    private boolean broken;

    ProtoReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    boolean broken() {
        return broken;
    }

    /** Moves to the next field; false at the end or when the bytes are broken. */
    boolean next() {
        if (broken || at >= end) {
            return false;
        }
        long read = varint();
        tag = (int) read;
        if (read >>> 3 == 0 || read >>> 32 != 0) {
            broken = true;
        }
        return !broken;
    }

    int field() {
        return tag >>> 3;
    }

    boolean isVarint() {
        return (tag & 7) == 0;
    }

    boolean isMessage() {
        return (tag & 7) == 2;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64 && at < end; shift += 7) {
            byte b = bytes[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        broken = true;
        return 0;
    }

    /** The nested message under the cursor. An empty one if its length is wrong. */
    ProtoReader message() {
        long length = varint();
        if (length < 0 || length > end - at) {
            broken = true;
            return new ProtoReader(bytes, at, at);
        }
        int from = at;
        at += (int) length;
        return new ProtoReader(bytes, from, at);
    }

    void skip() {
        switch (tag & 7) {
            case 0 -> varint();
            case 1 -> advance(8);
            case 2 -> message();
            case 5 -> advance(4);
            default -> broken = true;
        }
    }

    void fail() {
        broken = true;
    }

    private void advance(int count) {
        if (count > end - at) {
            broken = true;
        } else {
            at += count;
        }
    }
}
