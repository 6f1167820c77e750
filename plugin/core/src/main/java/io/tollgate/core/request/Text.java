package io.tollgate.core.request;

import io.tollgate.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A short text that arrives in pieces; what is beyond the limit is dropped. */
public final class Text {
    private final int limit;
    private byte[] bytes = new byte[32];
    private int size;

    public Text(int limit) {
        this.limit = limit;
    }

    public void clear() {
        size = 0;
    }

    public void add(Bytes b, int from, int to) {
        int n = Math.min(to - from, limit - size);
        if (size + n > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, (size + n) * 2));
        }
        b.copyTo(from, bytes, size, n);
        size += n;
    }

    public int size() {
        return size;
    }

    public boolean is(String ascii) {
        if (size != ascii.length()) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (bytes[i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        char[] chars = new char[size];
        for (int i = 0; i < size; i++) {
            if (bytes[i] < 0) {
                return new String(bytes, 0, size, StandardCharsets.UTF_8);
            }
            chars[i] = (char) bytes[i];
        }
        return new String(chars); // a decoder is thirty times as dear in a module
    }
}
