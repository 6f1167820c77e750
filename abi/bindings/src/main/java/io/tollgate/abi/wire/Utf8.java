package io.tollgate.abi.wire;

import io.tollgate.abi.Block;
import java.util.Arrays;

/** UTF-8 by hand: the JDK's charset classes would be a tenth of a small module. */
public final class Utf8 {
    private static final char REPLACEMENT = 0xfffd;

    private Utf8() {}

    /** Number of bytes of the text. */
    public static int size(String text) {
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                size++;
            } else if (c < 0x800) {
                size += 2;
            } else if (isPair(text, i)) {
                size += 4;
                i++;
            } else {
                size += 3;
            }
        }
        return size;
    }

    public static byte[] encode(String text) {
        byte[] result = new byte[size(text)];
        write(text, result, 0);
        return result;
    }

    /** Writes the text and returns the index behind it. A lone surrogate becomes U+FFFD. */
    public static int write(String text, byte[] target, int at) {
        for (int i = 0; i < text.length(); i++) {
            int c = codePoint(text, i);
            if (c < 0x80) {
                target[at++] = (byte) c;
            } else {
                at = writeSequence(c, target, at);
                i += c >= 0x10000 ? 1 : 0;
            }
        }
        return at;
    }

    private static int writeSequence(int c, byte[] target, int at) {
        int more = c >= 0x10000 ? 3 : c >= 0x800 ? 2 : 1;
        int mark = more == 3 ? 0xf0 : more == 2 ? 0xe0 : 0xc0;
        target[at] = (byte) (mark | (c >> (6 * more)));
        for (int k = 1; k <= more; k++) {
            target[at + k] = (byte) (0x80 | ((c >> (6 * (more - k))) & 63));
        }
        return at + more + 1;
    }

    /** The code point at {@code i}: two chars long if it is 0x10000 or more. */
    public static int codePoint(String text, int i) {
        char c = text.charAt(i);
        if (c < 0xd800 || c > 0xdfff) {
            return c;
        }
        return isPair(text, i)
                ? 0x10000 + ((c - 0xd800) << 10) + (text.charAt(i + 1) - 0xdc00)
                : REPLACEMENT;
    }

    private static boolean isPair(String text, int i) {
        char c = text.charAt(i);
        if (c < 0xd800 || c > 0xdbff || i + 1 >= text.length()) {
            return false;
        }
        char next = text.charAt(i + 1);
        return next >= 0xdc00 && next <= 0xdfff;
    }

    public static String decode(byte[] bytes) {
        return decode(bytes, bytes.length);
    }

    public static String decode(Block block, int from, int to) {
        char[] ascii = new char[to - from];
        return block.ascii(from, ascii) ? new String(ascii) : decodeCopy(block, from, to);
    }

    /** The text of the bytes {@code from} (inclusive) to {@code to} (exclusive). */
    public static String decode(byte[] bytes, int from, int to) {
        char[] ascii = new char[to - from];
        for (int i = 0; i < ascii.length; i++) {
            byte b = bytes[from + i];
            if (b < 0) {
                return decode(Arrays.copyOfRange(bytes, from, to));
            }
            ascii[i] = (char) b;
        }
        return new String(ascii);
    }

    private static String decodeCopy(Block block, int from, int to) {
        byte[] bytes = new byte[to - from];
        block.copyTo(from, bytes, 0, bytes.length);
        return decode(bytes, bytes.length);
    }

    private static String decode(byte[] bytes, int length) {
        char[] chars = new char[length];
        int n = 0;
        int i = 0;
        while (i < length) {
            int c = bytes[i] >= 0 ? bytes[i] : sequence(bytes, i, length);
            if (c >= 0x10000) {
                chars[n++] = (char) (0xd800 + ((c - 0x10000) >> 10));
                chars[n++] = (char) (0xdc00 + (c & 0x3ff));
                i += 4;
            } else {
                chars[n++] = c < 0 ? REPLACEMENT : (char) c;
                i += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return new String(chars, 0, n);
    }

    /** The code point of the sequence at {@code i}, or -1 if there is no valid one. */
    private static int sequence(byte[] bytes, int i, int length) {
        int b = bytes[i] & 0xff;
        int more = b >= 0xf0 ? 3 : b >= 0xe0 ? 2 : 1;
        if (b < 0xc2 || b > 0xf4 || i + more >= length) {
            return -1;
        }
        int c = b & (0x3f >> more);
        for (int k = 1; k <= more; k++) {
            int next = bytes[i + k] & 0xff;
            if (next >> 6 != 2) {
                return -1;
            }
            c = (c << 6) | (next & 63);
        }
        boolean surrogate = c >= 0xd800 && c <= 0xdfff;
        boolean tooLong = (more == 2 && c < 0x800) || (more == 3 && c < 0x10000);
        return surrogate || tooLong || c > 0x10ffff ? -1 : c;
    }
}
