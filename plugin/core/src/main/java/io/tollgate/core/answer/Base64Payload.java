package io.tollgate.core.answer;

import io.tollgate.bytes.Bytes;
import io.tollgate.json.JsonListener;
import io.tollgate.json.JsonScanner;
import io.tollgate.json.Shape;

/** Payloads of Bedrock's Invoke stream: the document of the model is in base64 inside of one. */
final class Base64Payload extends JsonListener implements EventStreamReader.Payload {
    private static final Shape SHAPE = Shape.of("z bytes");

    private final JsonScanner outer = new JsonScanner(SHAPE, this);
    private final JsonScanner inner;
    private final byte[] decoded = new byte[768];
    private final Bytes piece = Bytes.of(decoded);
    private int size;
    private int bits;
    private int digits;

    Base64Payload(JsonScanner inner) {
        this.inner = inner;
    }

    @Override
    public void feed(Bytes b, int from, int to) {
        outer.feed(b, from, to);
    }

    @Override
    public void end() {
        outer.finish();
        outer.reset();
        inner.finish();
        inner.reset();
        digits = 0;
    }

    @Override
    public void text(int id, Bytes b, int from, int to) {
        for (int i = from; i < to; i++) {
            int digit = digit(b.at(i));
            if (digit >= 0) {
                bits = (bits << 6) | digit;
                digits = (digits + 1) & 3;
                if (digits != 1) {
                    put((byte) (bits >> (digits == 2 ? 4 : digits == 3 ? 2 : 0)));
                }
            }
        }
        flush();
    }

    private void put(byte b) {
        decoded[size++] = b;
        if (size == decoded.length) {
            flush();
        }
    }

    private void flush() {
        inner.feed(piece, 0, size);
        size = 0;
    }

    private static int digit(byte c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }
}
