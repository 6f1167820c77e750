package io.tollgate.json;

import io.tollgate.bytes.Bytes;
import io.tollgate.json.JsonValue.JsonArray;
import io.tollgate.json.JsonValue.JsonBool;
import io.tollgate.json.JsonValue.JsonNull;
import io.tollgate.json.JsonValue.JsonNumber;
import io.tollgate.json.JsonValue.JsonObject;
import io.tollgate.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a whole document into a {@link JsonValue}. */
public final class JsonTree {
    private JsonTree() {}

    /** What came of reading. */
    public sealed interface Result {
        /** A document. */
        record Parsed(JsonValue value) implements Result {}

        /** No document: the place of the first wrong byte; lines and columns count from 1. */
        record Malformed(int at, int line, int column, boolean tooDeep) implements Result {}
    }

    public static Result read(byte[] document) {
        Builder builder = new Builder();
        JsonScanner scanner = new JsonScanner(Shape.everything(), builder);
        scanner.feed(Bytes.of(document), 0, document.length);
        if (scanner.finish()) {
            return new Result.Parsed(builder.result);
        }
        int at = (int) scanner.failedAt();
        int line = 1;
        int start = 0;
        for (int i = 0; i < at; i++) {
            if (document[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Result.Malformed(at, line, at - start + 1, scanner.tooDeep());
    }

    /** A container that is open, with the key of the value to come. */
    private static final class Open {
        final JsonValue container;
        final Map<String, JsonValue> fields;
        final List<JsonValue> elements;
        String key = "";

        Open(boolean object, int at) {
            fields = new LinkedHashMap<>();
            elements = new ArrayList<>();
            container = object ? new JsonObject(fields, at) : new JsonArray(elements, at);
        }

        void add(JsonValue value) {
            if (container instanceof JsonObject) {
                fields.put(key, value);
            } else {
                elements.add(value);
            }
        }
    }

    private static final class Builder extends JsonListener {
        private final List<Open> open = new ArrayList<>();
        private byte[] text = new byte[64];
        private int size;
        private long number;
        private int start;
        private boolean inKey;
        private JsonValue result = new JsonNull(0);

        @Override
        public void begin(int id, int kind, long at) {
            takeKey();
            start = (int) at;
            size = 0;
            inKey = false;
            if (kind == OBJECT || kind == ARRAY) {
                open.add(new Open(kind == OBJECT, start));
            }
        }

        @Override
        public void text(int id, Bytes bytes, int from, int to) {
            if (id == KEY && !inKey) {
                size = 0;
                inKey = true;
            }
            int n = to - from;
            if (size + n > text.length) {
                text = Arrays.copyOf(text, (size + n) * 2);
            }
            bytes.copyTo(from, text, size, n);
            size += n;
        }

        @Override
        public void number(int id, long value) {
            number = value;
        }

        @Override
        public void end(int id, int kind, long at) {
            JsonValue value =
                    switch (kind) {
                        case OBJECT, ARRAY -> open.remove(open.size() - 1).container;
                        case STRING -> new JsonString(taken(), start);
                        case NUMBER -> new JsonNumber(taken(), number, start);
                        case NULL -> new JsonNull(start);
                        default -> new JsonBool(kind == TRUE, start);
                    };
            size = 0;
            inKey = false;
            if (open.isEmpty()) {
                result = value;
            } else {
                open.get(open.size() - 1).add(value);
            }
        }

        private String taken() {
            return new String(text, 0, size, StandardCharsets.UTF_8);
        }

        /**
         * A value after a key: the text read since then is that key (an empty one tells no text).
         */
        private void takeKey() {
            if (!open.isEmpty()) {
                open.get(open.size() - 1).key = inKey ? taken() : "";
            }
        }
    }
}
