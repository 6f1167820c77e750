package io.tollgate.compiler.emulated;

import java.nio.charset.Charset;

/**
 * Texts to bytes and back as the JDK does it, with UTF-8, ISO-8859-1 and US-ASCII. TeaVM goes
 * through buffers, coders and a table of charsets: 11 KB of code.
 */
public final class Charsets {
    private static final char BAD = 0xfffd;

    private Charsets() {}

    public static byte[] encode(String text, Charset charset) {
        return isUtf8(charset) ? encodeUtf8(text) : encodeNarrow(text, narrowLimit(charset));
    }

    public static char[] decode(byte[] bytes, int from, int count, Charset charset) {
        if (from < 0 || count < 0 || from > bytes.length - count) {
            throw new StringIndexOutOfBoundsException(
                    "from " + from + ", " + count + " of " + bytes.length);
        }
        if (isUtf8(charset)) {
            return decodeUtf8(bytes, from, from + count);
        }
        int limit = narrowLimit(charset);
        char[] result = new char[count];
        for (int i = 0; i < count; i++) {
            int b = bytes[from + i] & 0xff;
            result[i] = b < limit ? (char) b : BAD;
        }
        return result;
    }

    private static boolean isUtf8(Charset charset) {
        return charset.name().equals("UTF-8");
    }

    private static int narrowLimit(Charset charset) {
        if (charset.name().equals("ISO-8859-1")) {
            return 0x100;
        }
        if (charset.name().equals("US-ASCII")) {
            return 0x80;
        }
        throw new UnsupportedOperationException("charset " + charset.name());
    }

    private static byte[] encodeNarrow(String text, int limit) {
        byte[] result = new byte[text.length()];
        int n = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            result[n++] = (byte) (c < limit ? c : '?');
            i += isPair(text, i) ? 1 : 0;
        }
        return cut(result, n);
    }

    private static byte[] encodeUtf8(String text) {
        byte[] result = new byte[3 * text.length()];
        int n = 0;
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            if (isPair(text, i)) {
                c = 0x10000 + ((c - 0xd800) << 10) + (text.charAt(++i) - 0xdc00);
            } else if (c >= 0xd800 && c < 0xe000) {
                c = '?';
            }
            n = put(c, result, n);
        }
        return cut(result, n);
    }

    private static int put(int c, byte[] target, int at) {
        if (c < 0x80) {
            target[at] = (byte) c;
            return at + 1;
        }
        int more = c >= 0x10000 ? 3 : c >= 0x800 ? 2 : 1;
        int mark = more == 3 ? 0xf0 : more == 2 ? 0xe0 : 0xc0;
        target[at] = (byte) (mark | (c >> (6 * more)));
        for (int k = 1; k <= more; k++) {
            target[at + k] = (byte) (0x80 | ((c >> (6 * (more - k))) & 63));
        }
        return at + more + 1;
    }

    private static byte[] cut(byte[] bytes, int size) {
        if (bytes.length == size) {
            return bytes;
        }
        byte[] result = new byte[size];
        System.arraycopy(bytes, 0, result, 0, size);
        return result;
    }

    private static boolean isPair(String text, int i) {
        return i + 1 < text.length()
                && text.charAt(i) >> 10 == 0x36
                && text.charAt(i + 1) >> 10 == 0x37;
    }

    private static char[] decodeUtf8(byte[] bytes, int from, int to) {
        char[] chars = new char[to - from];
        int n = 0;
        int i = from;
        while (i < to) {
            int more = more(bytes[i]);
            int good = goodBytes(bytes, i, to, more);
            int c = more < 0 || good <= more ? BAD : codePoint(bytes, i, more);
            if (c >= 0x10000) {
                chars[n++] = (char) (0xd800 + ((c - 0x10000) >> 10));
                c = 0xdc00 + (c & 0x3ff);
            }
            chars[n++] = (char) (c >= 0xd800 && c < 0xe000 && good == 3 ? BAD : c);
            i += good;
        }
        return n == chars.length ? chars : cut(chars, n);
    }

    private static char[] cut(char[] chars, int size) {
        char[] result = new char[size];
        System.arraycopy(chars, 0, result, 0, size);
        return result;
    }

    /** How many bytes follow a first one; -1 if it cannot be first. */
    private static int more(byte first) {
        int b = first & 0xff;
        if (b < 0x80) {
            return 0;
        }
        return b < 0xc2 || b > 0xf4 ? -1 : b >= 0xf0 ? 3 : b >= 0xe0 ? 2 : 1;
    }

    /**
     * How many bytes, the first included, belong together: all of a sequence, or those before what
     * breaks it.
     */
    private static int goodBytes(byte[] bytes, int at, int to, int more) {
        int first = bytes[at] & 0xff;
        for (int k = 1; k <= more; k++) {
            int b = at + k < to ? bytes[at + k] & 0xff : 0;
            boolean low = k == 1 && ((first == 0xe0 && b < 0xa0) || (first == 0xf0 && b < 0x90));
            boolean high = k == 1 && first == 0xf4 && b > 0x8f;
            if (b >> 6 != 2 || low || high) {
                return k;
            }
        }
        return more < 0 ? 1 : more + 1;
    }

    private static int codePoint(byte[] bytes, int at, int more) {
        int c = more == 0 ? bytes[at] : bytes[at] & (0x3f >> more);
        for (int k = 1; k <= more; k++) {
            c = (c << 6) | (bytes[at + k] & 63);
        }
        return c;
    }
}
