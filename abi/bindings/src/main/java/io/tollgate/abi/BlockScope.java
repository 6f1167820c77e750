package io.tollgate.abi;

/**
 * Frees what is left of the blocks that a stream or a callback was given. Used by the runtime and
 * by hosts.
 */
public final class BlockScope {
    private Block first;

    /** Takes the block over from whatever scope it was in. */
    public Block adopt(Block block) {
        if (block.scope() != null) {
            block.scope().forget(block);
        }
        block.link(this, first);
        first = block;
        return block;
    }

    public void freeAll() {
        while (first != null) {
            first.free();
        }
    }

    void forget(Block block) {
        first = block.unlink(first);
    }
}
