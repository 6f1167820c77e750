package io.tollgate.abi.teavm;

import io.tollgate.abi.Block;
import io.tollgate.abi.wire.Utf8;

/**
 * The data that the compiler put into the module. The compiler calls this in place of what a plain
 * JVM does.
 */
final class ModuleData {
    private ModuleData() {}

    /**
     * An entry is its name's length, place and length of the data, and the name; a length of 0 ends
     * the list.
     */
    static Block find(String name) {
        byte[] wanted = Utf8.encode(name);
        int entry = LinearMemory.getInt(LinearMemory.EMBEDDED);
        while (entry != 0 && LinearMemory.getInt(entry) != 0) {
            int length = LinearMemory.getInt(entry);
            if (isNamed(entry + 12, length, wanted)) {
                return LinearBlock.embedded(
                        LinearMemory.getInt(entry + 4), LinearMemory.getInt(entry + 8));
            }
            entry += 12 + (length + 3 & ~3);
        }
        throw new IllegalStateException("no embedded data " + name);
    }

    static Block copyOf(byte[] bytes) {
        return LinearBlock.copyOf(bytes, 0, bytes.length);
    }

    private static boolean isNamed(int address, int length, byte[] wanted) {
        Block name = LinearBlock.fixed(address, length);
        if (length != wanted.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.at(i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
