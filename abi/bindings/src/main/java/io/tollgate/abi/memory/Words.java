package io.tollgate.abi.memory;

/** Memory as an allocator sees it: linear memory in a module, an array in tests. */
public interface Words {
    int load(int address);

    void store(int address, int value);

    /**
     * Makes the memory at least {@code end} bytes long and returns its new end; 0 if it may not
     * grow so far.
     */
    int growTo(int end);
}
