package io.tollgate.filter;

import io.tollgate.abi.Block;
import io.tollgate.bytes.Bytes;

/** Bytes of the host, read where they are. */
final class HostBytes extends Bytes {
    private final Block block;

    HostBytes(Block block) {
        this.block = block;
    }

    @Override
    public int length() {
        return block.length();
    }

    @Override
    public byte at(int i) {
        return block.at(i);
    }

    @Override
    public long longAt(int i) {
        return block.longAt(i);
    }

    @Override
    public void copyTo(int from, byte[] target, int at, int n) {
        block.copyTo(from, target, at, n);
    }

    @Override
    public int plainEnd(int from, int to) {
        return block.find(from, to, '"', '\\', ' ');
    }

    @Override
    public int lineEnd(int from, int to) {
        return block.find(from, to, '\n', '\r', 0);
    }

    @Override
    public int common(int from, long[] words) {
        return block.common(from, words);
    }

    void free() {
        block.free();
    }
}
