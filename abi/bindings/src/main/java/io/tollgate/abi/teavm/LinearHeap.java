package io.tollgate.abi.teavm;

import io.tollgate.abi.memory.Allocator;
import io.tollgate.abi.memory.Words;

/** What of linear memory is handed out, behind all that lies there from the start. */
final class LinearHeap implements Words {
    private static final int PAGE = 16;
    private static final int STEP = 16;

    static final Allocator ALLOCATOR = start();

    private static int end;

    private LinearHeap() {}

    private static Allocator start() {
        int free = LinearMemory.getInt(LinearMemory.FREE_FROM);
        end = LinearMemory.grow(0) << PAGE;
        return new Allocator(new LinearHeap(), free, end);
    }

    @Override
    public int load(int address) {
        return LinearMemory.getInt(address);
    }

    @Override
    public void store(int address, int value) {
        LinearMemory.putInt(address, value);
    }

    /** Grows in steps of a megabyte as long as that is possible. */
    @Override
    public int growTo(int least) {
        int pages = ((least - end - 1) >> PAGE) + 1;
        int asked = pages + STEP - 1 & -STEP;
        if (LinearMemory.grow(asked) == -1) {
            if (LinearMemory.grow(pages) == -1) {
                return 0;
            }
            asked = pages;
        }
        end += asked << PAGE;
        return end;
    }
}
