package io.tollgate.json;

import java.util.List;
import java.util.Map;

/**
 * A JSON value as a tree, for small documents such as configuration. {@code at} is the position of
 * its first byte.
 */
public sealed interface JsonValue {
    int at();

    /** The last of equal keys, at the place of the first. */
    record JsonObject(Map<String, JsonValue> fields, int at) implements JsonValue {}

    record JsonArray(List<JsonValue> elements, int at) implements JsonValue {}

    record JsonString(String text, int at) implements JsonValue {}

    /** A number: as it stands in the document, and cut to a long. */
    record JsonNumber(String text, long value, int at) implements JsonValue {
        /** Whether it is written without fraction and exponent. */
        public boolean whole() {
            return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        }
    }

    record JsonBool(boolean value, int at) implements JsonValue {}

    record JsonNull(int at) implements JsonValue {}
}
