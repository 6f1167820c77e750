package io.tollgate.abi.teavm;

import io.tollgate.abi.memory.Allocator;
import io.tollgate.abi.memory.Words;
import org.teavm.interop.Address;
import org.teavm.interop.Import;

/**
 * The module's linear memory. String constants come first; then this page, with slots for what host
 * calls return, the compiler's table of contents and room for short texts; then data that the
 * compiler put in; then what the allocator hands out.
 */
final class LinearMemory implements Words {
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
    private static final int FREE_FROM = PAGE_AT + 64;

    static final int EMBEDDED = PAGE_AT + 68;
    static final int TEXTS = PAGE_AT + 256;
    static final int TEXTS_END = PAGE_AT + 0x10000;
    private static final int PAGE = 16;
    private static final int STEP = 16;

    static final Allocator ALLOCATOR = start();

    private static int end;

    private LinearMemory() {}

    private static Allocator start() {
        int free = getInt(FREE_FROM);
        end = memoryGrow(0) << PAGE;
        return new Allocator(new LinearMemory(), free, end);
    }

    /** The compiler links this to the instruction {@code memory.grow}. */
    @Import(module = "tollgate", name = "memory_grow")
    private static native int memoryGrow(int pages);

    static int getInt(int address) {
        return Address.fromInt(address).getInt();
    }

    static void putInt(int address, int value) {
        Address.fromInt(address).putInt(value);
    }

    static void copyIn(byte[] bytes, int from, int to, int address) {
        for (int i = from; i < to; i++) {
            Address.fromInt(address++).putByte(bytes[i]);
        }
    }

    @Override
    public int load(int address) {
        return getInt(address);
    }

    @Override
    public void store(int address, int value) {
        putInt(address, value);
    }

    /** Grows in steps of a megabyte as long as that is possible. */
    @Override
    public int growTo(int least) {
        int pages = ((least - end - 1) >> PAGE) + 1;
        int asked = pages + STEP - 1 & -STEP;
        if (memoryGrow(asked) == -1) {
            if (memoryGrow(pages) == -1) {
                return 0;
            }
            asked = pages;
        }
        end += asked << PAGE;
        return end;
    }
}
