package io.tollgate.json;

import java.nio.charset.StandardCharsets;

/**
 * Writes JSON into a buffer that grows. Commas come by themselves; keys and values in the right
 * order are the caller's.
 */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private byte[] buffer;
    private int size;
    private boolean comma;

    public JsonWriter() {
        this(256);
    }

    public JsonWriter(int expected) {
        buffer = new byte[Math.max(expected, 16)];
    }

    public JsonWriter beginObject() {
        return open('{');
    }

    public JsonWriter endObject() {
        return close('}');
    }

    public JsonWriter beginArray() {
        return open('[');
    }

    public JsonWriter endArray() {
        return close(']');
    }

    public JsonWriter key(String name) {
        separate();
        quoted(name);
        put(':');
        comma = false;
        return this;
    }

    /** The same for a key that is written often. */
    public JsonWriter key(JsonKey key) {
        separate();
        int length = key.bytes.length;
        room(length);
        System.arraycopy(key.bytes, 0, buffer, size, length);
        size += length;
        comma = false;
        return this;
    }

    public JsonWriter value(String text) {
        separate();
        quoted(text);
        return this;
    }

    public JsonWriter value(long number) {
        separate();
        if (number < 0) {
            return raw(Long.toString(number), 0);
        }
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        room(digits);
        long rest = number;
        for (int at = size + digits - 1; at >= size; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    public JsonWriter value(boolean truth) {
        return raw(truth ? "true" : "false");
    }

    public JsonWriter nullValue() {
        return raw("null");
    }

    public JsonWriter field(JsonKey key, String text) {
        return key(key).value(text);
    }

    public JsonWriter field(JsonKey key, long number) {
        return key(key).value(number);
    }

    public JsonWriter field(String name, String text) {
        return key(name).value(text);
    }

    public JsonWriter field(String name, long number) {
        return key(name).value(number);
    }

    /** A value that is JSON already, in ASCII. */
    public JsonWriter raw(String json) {
        separate();
        return raw(json, 0);
    }

    private JsonWriter raw(String json, int from) {
        for (int i = from; i < json.length(); i++) {
            put(json.charAt(i));
        }
        return this;
    }

    public byte[] toBytes() {
        return sized(size);
    }

    @Override
    public String toString() {
        return new String(buffer, 0, size, StandardCharsets.UTF_8);
    }

    private JsonWriter open(char c) {
        separate();
        put(c);
        comma = false;
        return this;
    }

    private JsonWriter close(char c) {
        put(c);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            put(',');
        }
        comma = true;
    }

    private void quoted(String text) {
        put('"');
        for (int i = plain(text); i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20) {
                escape(c);
            } else if (c < 0x80) {
                if (c == '"' || c == '\\') {
                    put('\\');
                }
                put(c);
            } else {
                int point = text.codePointAt(i);
                i += point > 0xffff ? 1 : 0;
                utf8(point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
            }
        }
        put('"');
    }

    /** Writes what needs no escape, up to the first character that does; where that is. */
    private int plain(String text) {
        int length = text.length();
        room(length + 2);
        byte[] out = buffer;
        int from = size;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
                size = from + i;
                return i;
            }
            out[from + i] = (byte) c;
        }
        size = from + length;
        return length;
    }

    private void escape(char c) {
        put('\\');
        switch (c) {
            case '\n' -> put('n');
            case '\t' -> put('t');
            case '\r' -> put('r');
            default -> {
                put('u');
                put('0');
                put('0');
                put(HEX.charAt(c >> 4));
                put(HEX.charAt(c & 15));
            }
        }
    }

    private void utf8(int c) {
        if (c < 0x800) {
            put(0xc0 | (c >> 6));
        } else {
            if (c < 0x10000) {
                put(0xe0 | (c >> 12));
            } else {
                put(0xf0 | (c >> 18));
                put(0x80 | ((c >> 12) & 0x3f));
            }
            put(0x80 | ((c >> 6) & 0x3f));
        }
        put(0x80 | (c & 0x3f));
    }

    private void room(int n) {
        if (size + n > buffer.length) {
            buffer = sized(Math.max(size + n, size * 2));
        }
    }

    /** In a module Arrays.copyOf goes byte by byte; this does not. */
    private byte[] sized(int length) {
        byte[] copy = new byte[length];
        System.arraycopy(buffer, 0, copy, 0, size);
        return copy;
    }

    private void put(int b) {
        room(1);
        buffer[size++] = (byte) b;
    }
}
