package io.tollgate.abi.wire;

import io.tollgate.abi.Block;
import io.tollgate.abi.Header;
import java.util.ArrayList;
import java.util.List;

/** The ABI's serialised map: count, sizes, then names and values with a NUL behind each. */
public final class Pairs {
    private static final byte[] NONE = {};

    private Pairs() {}

    public static byte[] encode(List<Header> headers) {
        if (headers.isEmpty()) {
            return NONE;
        }
        byte[] result = new byte[size(headers)];
        putInt(result, 0, headers.size());
        int sizes = 4;
        int at = 4 + 8 * headers.size();
        for (Header header : headers) {
            int end = Utf8.write(header.name(), result, at);
            putInt(result, sizes, end - at);
            at = end + 1;
            end = Utf8.write(header.value(), result, at);
            putInt(result, sizes + 4, end - at);
            at = end + 1;
            sizes += 8;
        }
        return result;
    }

    private static int size(List<Header> headers) {
        int size = 4;
        for (Header header : headers) {
            size += 10 + Utf8.size(header.name()) + Utf8.size(header.value());
        }
        return size;
    }

    public static int count(Block pairs) {
        return pairs.length() < 4 ? 0 : pairs.intAt(0);
    }

    public static List<Header> decode(Block pairs) {
        int count = count(pairs);
        List<Header> result = new ArrayList<>(count);
        int at = 4 + 8 * count;
        for (int i = 0; i < count; i++) {
            int name = pairs.intAt(4 + 8 * i);
            int value = pairs.intAt(8 + 8 * i);
            int middle = at + name + 1;
            result.add(
                    new Header(
                            Utf8.decode(pairs, at, at + name),
                            Utf8.decode(pairs, middle, middle + value)));
            at = middle + value + 1;
        }
        return result;
    }

    /** The {@code index}th value of an ASCII name in lower case; null if there are not so many. */
    public static String find(Block pairs, String name, int index) {
        int count = count(pairs);
        int at = 4 + 8 * count;
        for (int i = 0; i < count; i++) {
            int length = pairs.intAt(4 + 8 * i);
            int value = pairs.intAt(8 + 8 * i);
            if (length == name.length() && same(pairs, at, name) && index-- == 0) {
                return Utf8.decode(pairs, at + length + 1, at + length + 1 + value);
            }
            at += length + value + 2;
        }
        return null;
    }

    private static boolean same(Block pairs, int at, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (pairs.at(at + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static void putInt(byte[] target, int at, int value) {
        target[at] = (byte) value;
        target[at + 1] = (byte) (value >> 8);
        target[at + 2] = (byte) (value >> 16);
        target[at + 3] = (byte) (value >> 24);
    }
}
