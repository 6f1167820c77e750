package io.tollgate.json;

import io.tollgate.bytes.ByteWindow;
import io.tollgate.bytes.Bytes;

/**
 * The inside of one JSON string or key: undoes escapes, tells the text, follows the key through the
 * shape.
 */
final class StringReader {
    private static final int PLAIN = 0;
    private static final int ESCAPE = 1;
    private static final int HEX = 2;
    private static final int CLOSED = 3;
    private static final int BAD = 4;
    private static final int REPLACEMENT = 0xfffd;

    private final Shape shape;
    private final JsonListener listener;
    private final ByteWindow window;
    private final byte[] scratch = new byte[4];
    private final Bytes unescaped = Bytes.of(scratch);
    private int state;
    private int id;
    private int key;
    private boolean fresh; // nothing of it has been read
    private int hex;
    private int hexLeft;
    private int high; // the first half of a surrogate pair that waits for its second

    StringReader(Shape shape, JsonListener listener, ByteWindow window) {
        this.window = window;
        this.shape = shape;
        this.listener = listener;
    }

    /**
     * Begins after the opening quote; {@code id} 0 tells nobody, {@code key} NONE follows no key.
     */
    void open(int id, int key) {
        this.id = id;
        this.key = key;
        state = PLAIN;
        high = 0;
        fresh = true;
    }

    /** A key that ends in this piece, without escapes, as nearly all do: no need to go by bytes. */
    private int wholeKey(Bytes b, int from, int to) {
        int end = window.plainEnd(from);
        if (end == to || window.at(end) != '"' || from + 8 > b.length()) {
            return from;
        }
        key = shape.find(key, b, from, end - from);
        state = CLOSED;
        return end + 1;
    }

    /** Reads up to the closing quote or the end; the index after it. */
    int read(Bytes b, int from, int to) {
        int i = fresh && key != Shape.NONE ? wholeKey(b, from, to) : from;
        fresh = false;
        while (i < to && state < CLOSED) {
            if (state == PLAIN) {
                int end = window.plainEnd(i);
                if (end > i) {
                    loneSurrogate();
                    piece(b, i, end);
                }
                i = end < to ? special(window.at(end), end) : end;
            } else {
                i = state == ESCAPE ? escape(window.at(i), i) : hex(window.at(i), i);
            }
        }
        return i;
    }

    boolean closed() {
        return state == CLOSED;
    }

    boolean bad() {
        return state == BAD;
    }

    /** The path that the key just read leads to, or NONE. */
    int target() {
        return shape.target[key];
    }

    private int special(byte b, int i) {
        if (b == '"') {
            loneSurrogate();
            state = CLOSED;
        } else {
            state = b == '\\' ? ESCAPE : BAD;
        }
        return state == BAD ? i : i + 1;
    }

    private int escape(byte b, int i) {
        if (b == 'u') {
            state = HEX;
            hex = 0;
            hexLeft = 4;
            return i + 1;
        }
        int plain = unescape(b);
        if (plain < 0) {
            state = BAD;
            return i;
        }
        loneSurrogate();
        emit(plain);
        state = PLAIN;
        return i + 1;
    }

    private static int unescape(byte b) {
        return switch (b) {
            case '"', '\\', '/' -> b;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> -1;
        };
    }

    private int hex(byte b, int i) {
        int digit =
                b >= '0' && b <= '9'
                        ? b - '0'
                        : (b | 0x20) >= 'a' && (b | 0x20) <= 'f' ? (b | 0x20) - 'a' + 10 : -1;
        if (digit < 0) {
            state = BAD;
            return i;
        }
        hex = (hex << 4) | digit;
        if (--hexLeft == 0) {
            unit(hex);
            state = PLAIN;
        }
        return i + 1;
    }

    /**
     * One UTF-16 unit: halves of pairs are joined, and what has no other half becomes the
     * replacement character.
     */
    private void unit(int unit) {
        if (unit >= 0xdc00 && unit <= 0xdfff && high != 0) {
            int pair = 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00);
            high = 0;
            emit(pair);
            return;
        }
        loneSurrogate();
        if (unit >= 0xd800 && unit <= 0xdbff) {
            high = unit;
        } else {
            emit(unit >= 0xdc00 && unit <= 0xdfff ? REPLACEMENT : unit);
        }
    }

    private void loneSurrogate() {
        if (high != 0) {
            high = 0;
            emit(REPLACEMENT);
        }
    }

    private void emit(int c) {
        int n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        int rest = c;
        for (int i = n - 1; i > 0; i--) {
            scratch[i] = (byte) (0x80 | (rest & 0x3f));
            rest >>= 6;
        }
        scratch[0] = (byte) (n == 1 ? rest : ((0xf00 >> n) & 0xf0) | rest);
        piece(unescaped, 0, n);
    }

    private void piece(Bytes b, int from, int to) {
        if (id != 0) {
            listener.text(id, b, from, to);
        }
        for (int i = from; key != Shape.NONE && i < to; i++) {
            key = shape.next(key, b.at(i));
        }
    }
}
