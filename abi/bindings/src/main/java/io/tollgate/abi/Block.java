package io.tollgate.abi;

import io.tollgate.abi.wire.Utf8;

/**
 * Bytes that stay where the host put them: linear memory in a module, an array on a plain JVM. They
 * are read in place and cost nothing on the garbage-collected heap.
 *
 * <p>A block is freed by {@link #free()}, at the latest with the stream (body bytes) or the
 * callback (callout results, header snapshots) that gave it. Reading a freed block throws {@link
 * IllegalStateException}.
 */
public abstract class Block {
    private BlockScope scope;
    private BlockScope last;
    private Block before;
    private Block after;
    private boolean freed;

    /** For implementations only. */
    protected Block() {}

    /** A block with a copy of these bytes, to be freed by the caller. */
    public static Block of(byte[] bytes) {
        return new ArrayBlock(bytes.clone()); // the compiler replaces this body by linear memory
    }

    public abstract int length();

    public abstract byte at(int index);

    /** Eight bytes, little-endian; {@code index + 8} must not pass the end. */
    public abstract long longAt(int index);

    /** Four bytes, little-endian; {@code index + 4} must not pass the end. */
    public abstract int intAt(int index);

    /**
     * Where, in {@code [from, to)}, the first byte stands that is one of two ASCII characters or
     * below a third one, as an unsigned number; else {@code to}.
     */
    public int find(int from, int to, int one, int other, int below) {
        for (int i = from; i < to; i++) {
            int b = at(i) & 0xff;
            if (b == one || b == other || b < below) {
                return i;
            }
        }
        return to;
    }

    /**
     * How many bytes from {@code from} on are those of the words, eight in each, lowest first. At
     * the end fewer than eight may be left out.
     */
    public int common(int from, long[] words) {
        int most = Math.min(words.length << 3, length() - from);
        int i = 0;
        while (i < most && at(from + i) == (byte) (words[i >> 3] >>> ((i & 7) << 3))) {
            i++;
        }
        return i;
    }

    /**
     * Fills {@code target} with the bytes from {@code from} on; false, with a target half filled,
     * if one of them is not ASCII.
     */
    public boolean ascii(int from, char[] target) {
        for (int i = 0; i < target.length; i++) {
            byte b = at(from + i);
            if (b < 0) {
                return false;
            }
            target[i] = (char) b;
        }
        return true;
    }

    public abstract void copyTo(int from, byte[] target, int at, int count);

    /** Gives the bytes back; a second call does nothing. */
    public final void free() {
        if (scope != null) {
            scope.forget(this);
        }
        freed |= release();
    }

    /** True once its bytes are no more. */
    public final boolean isFreed() {
        return freed;
    }

    public final byte[] toByteArray() {
        checkNotFreed();
        byte[] result = new byte[length()];
        copyTo(0, result, 0, result.length);
        return result;
    }

    /** The bytes read as UTF-8, with U+FFFD for what is not. */
    public final String text() {
        checkNotFreed();
        return Utf8.decode(this, 0, length());
    }

    /**
     * Gives the memory back, unless it is not the block's own: then false. Must bear being called
     * twice.
     */
    protected abstract boolean release();

    protected final void checkNotFreed() {
        if (freed) {
            throw new IllegalStateException(
                    "block is freed" + (last == null ? "" : last.whereNow()));
        }
    }

    final BlockScope scope() {
        return scope;
    }

    final void link(BlockScope owner, Block head) {
        scope = owner;
        last = owner;
        before = null;
        after = head;
        if (head != null) {
            head.before = this;
        }
    }

    /**
     * Leaves its scope and returns what became the first of the list that began with {@code head}.
     */
    final Block unlink(Block head) {
        if (before != null) {
            before.after = after;
        }
        if (after != null) {
            after.before = before;
        }
        Block first = head == this ? after : head;
        scope = null;
        before = null;
        after = null;
        return first;
    }
}
