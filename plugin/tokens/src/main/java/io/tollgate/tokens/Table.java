package io.tollgate.tokens;

/**
 * The bytes of one vocabulary's tables, little-endian, read in place. A program should load one
 * implementation only, so that every call is direct.
 */
public abstract class Table {

    /** The 32-bit word at a byte offset. */
    public abstract int i32(int offset);

    /** The 64-bit word at a byte offset. */
    public abstract long i64(int offset);

    /** The byte at an offset, 0 to 255. */
    public abstract int u8(int offset);

    /** How many bytes there are. */
    public abstract int size();
}
