package io.tollgate.core.ledger;

import java.util.Arrays;

/**
 * The content of one slot: shares, each of one worker in one counter. Laid out as a 4-byte
 * generation and 32 bytes a share: key, in flight, acknowledged, worker, seconds of the last
 * change.
 */
final class Shares {
    /**
     * More shares than this do not fit a slot; the rest is held in one that counts for every key.
     */
    static final int MAX = 128;

    /** The key of that one. */
    static final long OVERFLOW = 0;

    private static final int HEAD = 4;
    private static final int SIZE = 32;
    private static final int IN_FLIGHT = 8;
    private static final int ACKNOWLEDGED = 16;
    private static final int WORKER = 24;
    private static final int TOUCHED = 28;

    private byte[] bytes;

    Shares(byte[] value) {
        boolean whole = value.length >= HEAD && (value.length - HEAD) % SIZE == 0;
        this.bytes = whole ? value.clone() : new byte[HEAD];
    }

    byte[] toBytes() {
        return bytes;
    }

    int count() {
        return (bytes.length - HEAD) / SIZE;
    }

    int generation() {
        return getInt(0);
    }

    long key(int share) {
        return getLong(at(share));
    }

    long inFlight(int share) {
        return getLong(at(share) + IN_FLIGHT);
    }

    long acknowledged(int share) {
        return getLong(at(share) + ACKNOWLEDGED);
    }

    int worker(int share) {
        return getInt(at(share) + WORKER);
    }

    int touched(int share) {
        return getInt(at(share) + TOUCHED);
    }

    int find(long key, int worker) {
        for (int i = 0; i < count(); i++) {
            if (key(i) == key && worker(i) == worker) {
                return i;
            }
        }
        return -1;
    }

    int add(long key, int worker) {
        int share = count();
        bytes = Arrays.copyOf(bytes, bytes.length + SIZE);
        putLong(at(share), key);
        putInt(at(share) + WORKER, worker);
        return share;
    }

    /** Nothing goes below zero: a share that was given up for dead may still be settled. */
    void change(int share, long inFlight, long acknowledged, int seconds) {
        int at = at(share);
        putLong(at + IN_FLIGHT, Math.max(0, inFlight(share) + inFlight));
        putLong(at + ACKNOWLEDGED, acknowledged(share) + acknowledged);
        putInt(at + TOUCHED, seconds);
    }

    /** Takes a share out; a sum of charges that is lost with it makes a new generation. */
    void remove(int share) {
        if (acknowledged(share) != 0) {
            putInt(0, generation() + 1);
        }
        int last = count() - 1;
        System.arraycopy(bytes, at(last), bytes, at(share), SIZE);
        bytes = Arrays.copyOf(bytes, bytes.length - SIZE);
    }

    private static int at(int share) {
        return HEAD + share * SIZE;
    }

    private long getLong(int at) {
        return ((long) getInt(at) << 32) | (getInt(at + 4) & 0xFFFF_FFFFL);
    }

    private void putLong(int at, long value) {
        putInt(at, (int) (value >>> 32));
        putInt(at + 4, (int) value);
    }

    private int getInt(int at) {
        int high = ((bytes[at] & 255) << 24) | ((bytes[at + 1] & 255) << 16);
        return high | ((bytes[at + 2] & 255) << 8) | (bytes[at + 3] & 255);
    }

    private void putInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }
}
