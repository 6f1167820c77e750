package io.tollgate.abi.teavm;

import io.tollgate.abi.host.OutOfLinearMemoryException;
import io.tollgate.abi.wire.Utf8;
import org.teavm.interop.Address;

/**
 * The texts of one host call, as UTF-8 in linear memory: short ones in the first page, long ones
 * allocated until the next call.
 */
final class Texts {
    private static final int SHORT = 512;

    private final char[] chars = new char[SHORT];
    private final int[] allocated = new int[4];
    private int count;
    private int next;
    private int size;

    void reset() {
        while (count > 0) {
            LinearHeap.ALLOCATOR.free(allocated[--count]);
        }
        next = LinearMemory.TEXTS;
    }

    /** Size of the text put last. */
    int size() {
        return size;
    }

    /** The address of the text. */
    int put(String text) {
        int address = next;
        if (ascii(text, address)) {
            size = text.length();
            next += size;
            return address;
        }
        size = Utf8.size(text);
        if (size <= LinearMemory.TEXTS_END - next) {
            next += size;
        } else {
            address = allocate();
        }
        write(text, address);
        return address;
    }

    /** Writes a short text of nothing but ASCII, in one pass; false if it isn't one. */
    private boolean ascii(String text, int address) {
        int length = text.length();
        if (length > SHORT || length > LinearMemory.TEXTS_END - address) {
            return false;
        }
        text.getChars(0, length, chars, 0);
        int all = 0;
        for (int i = 0; i < length; i++) {
            char c = chars[i];
            all |= c;
            Address.fromInt(address + i).putByte((byte) c);
        }
        return all < 0x80;
    }

    private int allocate() {
        int address = LinearHeap.ALLOCATOR.allocate(size);
        if (address == 0) {
            throw new OutOfLinearMemoryException(size);
        }
        allocated[count++] = address;
        return address;
    }

    private static void write(String text, int address) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                byte[] rest = Utf8.encode(text.substring(i));
                LinearMemory.copyIn(rest, address);
                return;
            }
            Address.fromInt(address++).putByte((byte) c);
        }
    }
}
