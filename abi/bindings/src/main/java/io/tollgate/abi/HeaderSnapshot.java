package io.tollgate.abi;

import io.tollgate.abi.wire.Utf8;
import java.util.Optional;

/**
 * All lines of a header map as they were at one moment, good for as long as it is held. They stay
 * bytes: texts are made only of what is asked for, and most headers never are.
 */
public final class HeaderSnapshot {
    private final long[] words; // eight bytes each: in a module a store into an array is dear
    // Where the names begin (and one more, for the end), and where the values do.
    private final int[] names;
    private final int[] values;
    private final long lengths; // bit n: some name has n bytes, counted modulo 64

    HeaderSnapshot(Block pairs) {
        int count = pairs.length() < 4 ? 0 : pairs.intAt(0);
        words = words(pairs);
        names = new int[count + 1];
        values = new int[count];
        int at = 4 + 8 * count;
        long seen = 0;
        for (int i = 0; i < count; i++) {
            names[i] = at;
            int length = pairs.intAt(4 + 8 * i);
            seen |= 1L << (length & 63);
            values[i] = at + length + 1;
            at = values[i] + pairs.intAt(8 + 8 * i) + 1;
        }
        names[count] = at;
        lengths = seen;
    }

    private static long[] words(Block pairs) {
        int length = pairs.length();
        long[] words = new long[(length + 7) >> 3];
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            words[i >> 3] = pairs.longAt(i);
        }
        for (; i < length; i++) {
            words[i >> 3] |= (pairs.at(i) & 0xffL) << ((i & 7) << 3);
        }
        return words;
    }

    private byte at(int i) {
        return (byte) (words[i >> 3] >>> ((i & 7) << 3));
    }

    /** The number of lines. */
    public int size() {
        return values.length;
    }

    public String name(int line) {
        return text(names[line], values[line] - 1);
    }

    public String value(int line) {
        return text(values[line], names[line + 1] - 1);
    }

    private String text(int from, int to) {
        char[] ascii = new char[to - from];
        int seen = 0;
        for (int i = 0; i < ascii.length; i++) {
            int b = at(from + i);
            seen |= b;
            ascii[i] = (char) b;
        }
        return seen >= 0 ? new String(ascii) : decode(from, to);
    }

    private String decode(int from, int to) {
        byte[] bytes = new byte[to - from];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = at(from + i);
        }
        return Utf8.decode(bytes);
    }

    /** The first value under an ASCII name in lower case. */
    public Optional<String> first(String name) {
        int line = find(name);
        return line < 0 ? Optional.empty() : Optional.of(value(line));
    }

    public boolean contains(String name) {
        return find(name) >= 0;
    }

    /** Whether any name has this ASCII text in it. */
    public boolean mentions(String part) {
        for (int i = 0; i < values.length; i++) {
            for (int at = names[i]; at < values[i] - part.length(); at++) {
                if (same(at, part)) {
                    return true;
                }
            }
        }
        return false;
    }

    private int find(String name) {
        int length = name.length();
        if ((lengths >>> (length & 63) & 1) == 0) {
            return -1; // most of what is asked for is not there
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] - names[i] - 1 == length && same(names[i], name)) {
                return i;
            }
        }
        return -1;
    }

    /** From the end: names of one length differ there more often. */
    private boolean same(int at, String name) {
        int i = name.length() - 1;
        while (i >= 0 && at(at + i) == name.charAt(i)) {
            i--;
        }
        return i < 0;
    }
}
