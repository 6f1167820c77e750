package io.tollgate.abi;

import io.tollgate.abi.host.HostSession;

/**
 * Frees what is left of the blocks that a stream or a callback was given. Used by the runtime and
 * by hosts.
 */
public final class BlockScope {
    private final HostSession session;
    private Block first;

    /** For blocks that are passed to the host at once. */
    public BlockScope() {
        this(null);
    }

    /** For blocks that a filter is given. */
    public BlockScope(HostSession session) {
        this.session = session;
    }

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

    /** For the message about a block that was freed. */
    String whereNow() {
        return session == null ? "" : ", read in " + session.callback();
    }

    void forget(Block block) {
        first = block.unlink(first);
    }
}
