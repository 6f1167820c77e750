package io.tollgate.bench.inside;

import io.tollgate.abi.Block;
import io.tollgate.bytes.Bytes;

/** A block of linear memory as the readers want it. */
final class BlockBytes extends Bytes {
    private final Block block;

    BlockBytes(Block block) {
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
    public int plainEnd(int from, int to) {
        return block.find(from, to, '"', '\\', ' ');
    }

    @Override
    public int lineEnd(int from, int to) {
        return block.find(from, to, '\n', '\r', 0);
    }

    @Override
    public void copyTo(int from, byte[] target, int at, int n) {
        block.copyTo(from, target, at, n);
    }
}
