package io.tollgate.abi.teavm;

import org.teavm.interop.Address;
import org.teavm.interop.Import;

/**
 * The module's linear memory. String constants come first; then this page, with slots for what host
 * calls return, the compiler's table of contents and room for short texts; then the list of data
 * that the compiler put in; then what the {@link LinearHeap} hands out.
 *
 * <p>Nothing here needs a static initializer: a module asks whether that has run at every call.
 */
final class LinearMemory {
    /** Fixed between this class and the compiler's layout. */
    private static final int PAGE_AT = 0x20000;

    /** Where host calls put what they return. */
    static final int DATA = PAGE_AT + 16;

    static final int SIZE = PAGE_AT + 20;
    static final int NUMBER = PAGE_AT + 24;
    static final int LONG = PAGE_AT + 32;

    /**
     * Written by the compiler: where free memory begins, where the list of embedded data begins.
     */
    static final int FREE_FROM = PAGE_AT + 64;

    static final int EMBEDDED = PAGE_AT + 68;
    static final int TEXTS = PAGE_AT + 256;
    static final int TEXTS_END = PAGE_AT + 0x10000;

    private LinearMemory() {}

    /** The compiler links this to the instruction {@code memory.grow}. */
    @Import(module = "tollgate", name = "memory_grow")
    static native int grow(int pages);

    /** The compiler links this to {@code memory.init}: copies embedded data to an address. */
    @Import(module = "tollgate", name = "memory_init")
    static native void init(int address, int from, int count);

    static int getInt(int address) {
        return Address.fromInt(address).getInt();
    }

    static void putInt(int address, int value) {
        Address.fromInt(address).putInt(value);
    }

    /** Fills the whole array. */
    static void copyOut(int address, byte[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = Address.fromInt(address + i).getByte();
        }
    }

    /** All of them: indices that a loop bounds by the array's length are checked no more. */
    static void copyIn(byte[] bytes, int address) {
        for (int i = 0; i < bytes.length; i++) {
            Address.fromInt(address + i).putByte(bytes[i]);
        }
    }

    static void copyIn(byte[] bytes, int from, int to, int address) {
        for (int i = from; i < to; i++) {
            Address.fromInt(address++).putByte(bytes[i]);
        }
    }
}
