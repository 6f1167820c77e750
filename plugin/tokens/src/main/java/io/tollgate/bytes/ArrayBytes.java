package io.tollgate.bytes;

/** Bytes of a Java array. */
final class ArrayBytes extends Bytes {
    private final byte[] array;
    private final int start;
    private final int length;

    ArrayBytes(byte[] array, int start, int length) {
        if (start < 0 || length < 0 || start > array.length - length) {
            throw new IndexOutOfBoundsException(
                    "part " + start + "+" + length + " of " + array.length);
        }
        this.array = array;
        this.start = start;
        this.length = length;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public byte at(int i) {
        return array[start + i];
    }

    @Override
    public long longAt(int i) {
        int at = start + i;
        return (intAt(at) & 0xffffffffL) | ((long) intAt(at + 4) << 32);
    }

    private int intAt(int at) {
        return (array[at] & 0xff)
                | ((array[at + 1] & 0xff) << 8)
                | ((array[at + 2] & 0xff) << 16)
                | (array[at + 3] << 24);
    }

    @Override
    public void copyTo(int from, byte[] target, int at, int n) {
        System.arraycopy(array, start + from, target, at, n);
    }

    // On an array a loop over bytes beats composing longs.
    @Override
    public int plainEnd(int from, int to) {
        int i = start + from;
        int end = start + to;
        while (i < end && isPlain(array[i])) {
            i++;
        }
        return i - start;
    }

    @Override
    public int lineEnd(int from, int to) {
        int i = start + from;
        int end = start + to;
        while (i < end && array[i] != '\n' && array[i] != '\r') {
            i++;
        }
        return i - start;
    }
}
