package io.tollgate.abi.teavm;

import io.tollgate.abi.Block;
import io.tollgate.abi.host.OutOfLinearMemoryException;
import org.teavm.interop.Address;

/**
 * Bytes in linear memory. The only kind of block in a module, so that calls to it need no dispatch.
 */
final class LinearBlock extends Block {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private int address;
    private int length;
    private final boolean owned;

    private LinearBlock(int address, int length, boolean owned) {
        this.address = address;
        this.length = length;
        this.owned = owned;
    }

    /** What the host put into memory that it got from our allocator. */
    static LinearBlock taken(int address, int length) {
        return new LinearBlock(address, length, true);
    }

    /** What lies in memory from the start. */
    static LinearBlock fixed(int address, int length) {
        return new LinearBlock(address, length, false);
    }

    static LinearBlock copyOf(byte[] bytes, int from, int to) {
        LinearBlock block = allocate(to - from);
        if (to - from == bytes.length) {
            LinearMemory.copyIn(bytes, block.address);
        } else {
            LinearMemory.copyIn(bytes, from, to, block.address);
        }
        return block;
    }

    /** A copy of data that the compiler put in. */
    static LinearBlock embedded(int from, int length) {
        LinearBlock block = allocate(length);
        LinearMemory.init(block.address, from, length);
        return block;
    }

    private static LinearBlock allocate(int length) {
        int address = length == 0 ? 0 : LinearHeap.ALLOCATOR.allocate(length);
        if (address == 0 && length > 0) {
            throw new OutOfLinearMemoryException(length);
        }
        return new LinearBlock(address, length, true);
    }

    int address() {
        return address;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public byte at(int index) {
        if (index < 0 || index >= length) {
            throw outside(index);
        }
        return Address.fromInt(address + index).getByte();
    }

    @Override
    public long longAt(int index) {
        if (index < 0 || index > length - 8) {
            throw outside(index);
        }
        return Address.fromInt(address + index).getLong();
    }

    @Override
    public int intAt(int index) {
        if (index < 0 || index > length - 4) {
            throw outside(index);
        }
        return Address.fromInt(address + index).getInt();
    }

    /** Eight bytes at a time, checked once: this is what reads the bulk of every body. */
    @Override
    public int find(int from, int to, int one, int other, int below) {
        if (from < 0 || to > length) {
            throw outside(from < 0 ? from : to);
        }
        long first = ONES * one;
        long second = ONES * other;
        long low = ONES * below;
        int last = address + to;
        int i = unmarked(address + from, last, first, second, low);
        for (; i <= last - 8; i += 8) {
            long marks = marks(Address.fromInt(i).getLong(), first, second, low) & HIGHS;
            if (marks != 0) {
                return i - address + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        return super.find(i - address, to, one, other, below);
    }

    /**
     * Skips sixteen bytes at a time as long as there is no mark. As {@link #marks} has it, but
     * spelled out: V8 calls that function, for which it takes longer than for what is in it.
     */
    private static int unmarked(int from, int last, long first, long second, long low) {
        int i = from;
        for (; i <= last - 16; i += 16) {
            long a = Address.fromInt(i).getLong();
            long b = Address.fromInt(i + 8).getLong();
            long near = ((a - low) | ((a ^ first) - ONES) | ((a ^ second) - ONES)) & ~a;
            long far = ((b - low) | ((b ^ first) - ONES) | ((b ^ second) - ONES)) & ~b;
            if (((near | far) & HIGHS) != 0) {
                return i;
            }
        }
        return i;
    }

    /**
     * The lowest mark is exact; only marks above it can be false. What is looked for is ASCII, so
     * one look at the highest bits does for all three.
     */
    private static long marks(long x, long first, long second, long low) {
        return ((x - low) | ((x ^ first) - ONES) | ((x ^ second) - ONES)) & ~x;
    }

    @Override
    public int common(int from, long[] words) {
        if (from < 0 || from > length) {
            throw outside(from);
        }
        int whole = Math.min(words.length, (length - from) >> 3);
        for (int i = 0; i < whole; i++) {
            long other = Address.fromInt(address + from + (i << 3)).getLong() ^ words[i];
            if (other != 0) {
                return (i << 3) + (Long.numberOfTrailingZeros(other) >>> 3);
            }
        }
        return whole << 3;
    }

    @Override
    public boolean ascii(int from, char[] target) {
        if (from < 0 || from > length - target.length) {
            throw outside(from);
        }
        int source = address + from;
        int seen = 0;
        for (int i = 0; i < target.length; i++) {
            int b = Address.fromInt(source + i).getByte();
            seen |= b;
            target[i] = (char) b;
        }
        return seen >= 0;
    }

    @Override
    public void copyTo(int from, byte[] target, int at, int count) {
        if (from < 0
                || count < 0
                || from > length - count
                || at < 0
                || at > target.length - count) {
            throw outside(from);
        }
        int source = address + from;
        if (count == target.length) {
            LinearMemory.copyOut(source, target);
            return;
        }
        for (int i = 0; i < count; i++) {
            target[at + i] = Address.fromInt(source + i).getByte();
        }
    }

    /** A freed block has no length, so that every later access is outside it. */
    @Override
    protected boolean release() {
        if (owned) {
            LinearHeap.ALLOCATOR.free(address);
            address = 0;
            length = 0;
        }
        return owned;
    }

    private RuntimeException outside(int index) {
        checkNotFreed();
        return new IndexOutOfBoundsException("index " + index + " of " + length + " bytes");
    }
}
