package io.tollgate.core.config;

import io.tollgate.json.JsonValue;

/**
 * What a field may hold. Everything else about a type, the schema included, follows from these few.
 */
interface FieldType {
    /** What is expected, for a message: "a text", "true or false" … */
    String expected();

    /** Whether the value is of the right JSON kind. */
    boolean takes(JsonValue value);

    /** Adds what is wrong with a value of the right kind. */
    void examine(String path, JsonValue value, Problems problems);

    /** Adds everything that is wrong with a value. */
    default void check(String path, JsonValue value, Problems problems) {
        if (takes(value)) {
            examine(path, value, problems);
        } else {
            problems.add(path, "must be " + expected() + ", is " + found(value));
        }
    }

    /** A text is shown only where a word or a number belongs: elsewhere it may be a key. */
    private String found(JsonValue value) {
        boolean mayBeKey =
                this instanceof Types.Items
                        || this instanceof Types.Struct
                        || this instanceof Types.Names;
        return value instanceof JsonValue.JsonString string && !mayBeKey
                ? "the text \"" + Texts.shown(string.text()) + "\""
                : kind(value);
    }

    private static String kind(JsonValue value) {
        if (value instanceof JsonValue.JsonObject) {
            return "an object";
        }
        if (value instanceof JsonValue.JsonArray) {
            return "a list";
        }
        if (value instanceof JsonValue.JsonString) {
            return "a text";
        }
        if (value instanceof JsonValue.JsonNumber number) {
            return number.text().length() > 40 ? "a long number" : "the number " + number.text();
        }
        return value instanceof JsonValue.JsonBool bool ? bool.value() ? "true" : "false" : "null";
    }
}
