package io.tollgate.compiler.emulated;

/**
 * Integer division as Java has it: the machine's own would trap, and a trap ends the VM for all its
 * streams.
 */
public final class Checks {
    /** V8 traps at arrays of more than 128 MiB, and the longest element has eight bytes. */
    private static final int MOST = 1 << 24;

    private Checks() {}

    public static int divide(int a, int b) {
        if (b == 0) {
            throw new ArithmeticException("/ by zero");
        }
        return b == -1 ? -a : a / b;
    }

    public static int remainder(int a, int b) {
        if (b == 0) {
            throw new ArithmeticException("/ by zero");
        }
        return b == -1 ? 0 : a % b;
    }

    public static long divide(long a, long b) {
        if (b == 0) {
            throw new ArithmeticException("/ by zero");
        }
        return b == -1 ? -a : a / b;
    }

    public static long remainder(long a, long b) {
        if (b == 0) {
            throw new ArithmeticException("/ by zero");
        }
        return b == -1 ? 0 : a % b;
    }

    /** The size of a new array, if it can be had. */
    public static int arraySize(int size) {
        if (size < 0) {
            throw new NegativeArraySizeException(String.valueOf(size));
        }
        if (size > MOST) {
            throw new OutOfMemoryError("array of " + size);
        }
        return size;
    }
}
