package io.tollgate.bytes;

/** A run of bytes with a fixed length. Reading outside of it is a programming error. */
public abstract class Bytes {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /** All of an array, which is not copied. */
    public static Bytes of(byte[] array) {
        return new ArrayBytes(array, 0, array.length);
    }

    /**
     * The part {@code from} (inclusive) to {@code to} (exclusive) of an array, which is not copied.
     */
    public static Bytes of(byte[] array, int from, int to) {
        return new ArrayBytes(array, from, to - from);
    }

    public abstract int length();

    public abstract byte at(int i);

    /** Eight bytes from {@code i} on, the first one lowest; {@code i + 8} must not pass the end. */
    public abstract long longAt(int i);

    public abstract void copyTo(int from, byte[] target, int at, int n);

    /**
     * Where, in {@code [from, to)}, a JSON string ends or stops being plain: quote, backslash or
     * control; else to.
     */
    public int plainEnd(int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long marks = stringMarks(longAt(i));
            if (marks != 0) {
                return i + firstMark(marks);
            }
        }
        while (i < to && isPlain(at(i))) {
            i++;
        }
        return i;
    }

    /** Where, in {@code [from, to)}, the first LF or CR stands; else to. */
    public int lineEnd(int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long marks = lineMarks(longAt(i));
            if (marks != 0) {
                return i + firstMark(marks);
            }
        }
        while (i < to && at(i) != '\n' && at(i) != '\r') {
            i++;
        }
        return i;
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
     * Adds {@code n} bytes, from {@code from} on, to {@code size} bytes kept eight a word, the
     * first one lowest, with zeros behind them. There must be a word more than all of them need.
     */
    public final void keep(int from, int n, long[] words, int size) {
        int bit = (size & 7) << 3;
        int at = size >> 3;
        long carry = words[at];
        int i = 0;
        for (; i + 8 <= n; i += 8) {
            long word = longAt(from + i);
            words[at++] = carry | word << bit;
            carry = word >>> 1 >>> (63 - bit); // nothing where bit is 0
        }
        for (; i < n; i++) {
            carry |= (at(from + i) & 0xffL) << bit;
            bit = (bit + 8) & 63;
            if (bit == 0) {
                words[at++] = carry;
                carry = 0;
            }
        }
        words[at] = carry;
    }

    /** A copy of {@code [from, to)}. */
    public final byte[] toArray(int from, int to) {
        byte[] copy = new byte[to - from];
        copyTo(from, copy, 0, to - from);
        return copy;
    }

    // For implementations that have these loops of their own: there, and only there, reading a word
    // is
    // no virtual call, which makes the loop three times as fast in a module.

    /** Marks the bytes that end a JSON string or its plain part; only the lowest mark is exact. */
    protected static long stringMarks(long word) {
        long quote = (word ^ (ONES * '"')) - ONES;
        long escape = (word ^ (ONES * '\\')) - ONES;
        return ((word - ONES * 0x20) | quote | escape) & ~word & HIGHS;
    }

    /** Marks the bytes that are LF or CR; only the lowest mark is exact. */
    protected static long lineMarks(long word) {
        long lf = (word ^ (ONES * '\n')) - ONES;
        long cr = (word ^ (ONES * '\r')) - ONES;
        return (lf | cr) & ~word & HIGHS;
    }

    /** The index of the first marked byte. */
    protected static int firstMark(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    protected static boolean isPlain(byte b) {
        return (b & 0xff) >= 0x20 && b != '"' && b != '\\';
    }
}
