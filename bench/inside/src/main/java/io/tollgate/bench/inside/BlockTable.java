package io.tollgate.bench.inside;

import io.tollgate.abi.Block;
import io.tollgate.tokens.Table;

/** Tables of a vocabulary read where the module holds them. */
final class BlockTable extends Table {
    private final Block block;

    BlockTable(Block block) {
        this.block = block;
    }

    @Override
    public int i32(int offset) {
        return block.intAt(offset);
    }

    @Override
    public long i64(int offset) {
        return block.longAt(offset);
    }

    @Override
    public int u8(int offset) {
        return block.at(offset) & 0xFF;
    }

    @Override
    public int size() {
        return block.length();
    }
}
