package io.tollgate.core.config;

import io.tollgate.json.JsonValue;
import io.tollgate.json.JsonValue.JsonArray;
import io.tollgate.json.JsonValue.JsonBool;
import io.tollgate.json.JsonValue.JsonNull;
import io.tollgate.json.JsonValue.JsonNumber;
import io.tollgate.json.JsonValue.JsonObject;
import io.tollgate.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a serialized {@code google.protobuf.Struct}. Envoy's documentation says that a plugin gets
 * such a configuration as JSON; it gets these bytes.
 */
final class StructReader {
    private static final int MAX_DEPTH = 32;
    private static final long NANO = 1_000_000_000L;

    private final byte[] bytes;
    private int at;
    private boolean broken;

    private StructReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The object, empty when the bytes are not a Struct. */
    static Optional<JsonObject> read(byte[] bytes) {
        StructReader reader = new StructReader(bytes);
        JsonObject object = reader.struct(bytes.length, 0);
        return reader.broken ? Optional.empty() : Optional.of(object);
    }

    private JsonObject struct(int end, int depth) {
        int start = at;
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (more(end, depth)) {
            int entryEnd = field(1, 2) ? open(end) : fail(end);
            String key = field(1, 2) ? text(open(entryEnd)) : "";
            JsonValue value = field(2, 2) ? value(open(entryEnd), depth + 1) : new JsonNull(at);
            fields.put(key, value);
            broken |= at != entryEnd;
        }
        return new JsonObject(fields, start);
    }

    private JsonArray list(int end, int depth) {
        int start = at;
        List<JsonValue> elements = new ArrayList<>();
        while (more(end, depth)) {
            int valueEnd = field(1, 2) ? open(end) : fail(end);
            elements.add(value(valueEnd, depth + 1));
        }
        return new JsonArray(elements, start);
    }

    private JsonValue value(int end, int depth) {
        int tag = at < end ? bytes[at++] : -1;
        int start = at;
        JsonValue value =
                switch (tag) {
                    case 2 << 3 | 1 -> number(end);
                    case 3 << 3 | 2 -> new JsonString(text(open(end)), start);
                    case 4 << 3 -> new JsonBool(varint(end) != 0, start);
                    case 5 << 3 | 2 -> struct(open(end), depth);
                    case 6 << 3 | 2 -> list(open(end), depth);
                    default -> nothing(tag, end);
                };
        broken |= at != end;
        return value;
    }

    private JsonNull nothing(int tag, int end) {
        broken |= tag != 1 << 3 || varint(end) != 0;
        return new JsonNull(at);
    }

    private JsonValue number(int end) {
        if (end - at < 8) {
            return nothing(fail(0), end);
        }
        long bits = 0;
        for (int i = 7; i >= 0; i--) {
            bits = (bits << 8) | (bytes[at + i] & 0xFF);
        }
        at += 8;
        return number(Double.longBitsToDouble(bits), at - 8);
    }

    /** As somebody would write it: nine digits after the point are more than any field takes. */
    private static JsonNumber number(double value, int at) {
        long whole = (long) value;
        long rest = Math.round(Math.abs(value - whole) * NANO);
        if (rest == 0 || rest >= NANO) {
            long near = Math.round(value);
            return new JsonNumber(Long.toString(near), near, at);
        }
        String digits = Long.toString(NANO + rest).substring(1);
        int last = digits.length();
        while (digits.charAt(last - 1) == '0') {
            last--;
        }
        String sign = value < 0 && whole == 0 ? "-" : "";
        return new JsonNumber(sign + whole + "." + digits.substring(0, last), whole, at);
    }

    private boolean more(int end, int depth) {
        broken |= depth > MAX_DEPTH;
        return !broken && at < end;
    }

    /** Passes a tag if it is the one expected here. */
    private boolean field(int number, int type) {
        boolean is = at < bytes.length && bytes[at] == (number << 3 | type);
        at += is ? 1 : 0;
        return is;
    }

    /** Reads a length and gives the end of what it spans. */
    private int open(int end) {
        long length = varint(end);
        return length < 0 || length > end - at ? fail(at) : at + (int) length;
    }

    private int fail(int result) {
        broken = true;
        return result;
    }

    private long varint(int end) {
        long value = 0;
        for (int shift = 0; shift < 64 && at < end; shift += 7) {
            byte b = bytes[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        return fail(0);
    }

    private String text(int end) {
        String text = new String(bytes, at, Math.max(0, end - at), StandardCharsets.UTF_8);
        at = Math.max(at, end);
        return text;
    }
}
