package io.tollgate.abi;

/** A block on a plain JVM: for hosts written in Java and for tests. Never part of a module. */
public final class ArrayBlock extends Block {
    private byte[] bytes;

    /** Takes the array as it is, without a copy. */
    public ArrayBlock(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int length() {
        return bytes == null ? 0 : bytes.length;
    }

    @Override
    public byte at(int index) {
        return live()[index];
    }

    @Override
    public long longAt(int index) {
        long result = 0;
        for (int i = 7; i >= 0; i--) {
            result = (result << 8) | (live()[index + i] & 0xff);
        }
        return result;
    }

    @Override
    public int intAt(int index) {
        int result = 0;
        for (int i = 3; i >= 0; i--) {
            result = (result << 8) | (live()[index + i] & 0xff);
        }
        return result;
    }

    @Override
    public void copyTo(int from, byte[] target, int at, int count) {
        System.arraycopy(live(), from, target, at, count);
    }

    @Override
    protected boolean release() {
        bytes = null;
        return true;
    }

    private byte[] live() {
        checkNotFreed();
        return bytes;
    }
}
