package io.tollgate.core.config;

import io.tollgate.json.JsonValue;
import io.tollgate.json.JsonValue.JsonArray;
import io.tollgate.json.JsonValue.JsonBool;
import io.tollgate.json.JsonValue.JsonNumber;
import io.tollgate.json.JsonValue.JsonObject;
import io.tollgate.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An object of the configuration with the defaults of its fields. What is of a wrong type reads as
 * if it were absent.
 */
record Node(String path, Types.Struct type, Map<String, JsonValue> fields) {

    static Node of(String path, Types.Struct type, JsonValue value) {
        return new Node(
                path, type, value instanceof JsonObject object ? object.fields() : Map.of());
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    Node child(String name, Types.Struct childType) {
        return of(at(name), childType, value(name));
    }

    String text(String name) {
        return value(name) instanceof JsonString string
                ? string.text()
                : type.find(name).fallback();
    }

    String lower(String name) {
        return Words.lower(text(name));
    }

    boolean flag(String name) {
        return value(name) instanceof JsonBool bool
                ? bool.value()
                : type.find(name).fallback().equals("true");
    }

    long whole(String name, long otherwise) {
        String fallback = type.find(name).fallback();
        String text = value(name) instanceof JsonNumber number ? number.text() : fallback;
        OptionalLong value = text.isEmpty() ? OptionalLong.empty() : Texts.whole(text);
        return value.orElse(otherwise);
    }

    /** Billionths. */
    long decimal(String name, long otherwise) {
        String fallback = type.find(name).fallback();
        String text = value(name) instanceof JsonNumber number ? number.text() : fallback;
        OptionalLong value = text.isEmpty() ? OptionalLong.empty() : Decimals.parse(text);
        return value.orElse(otherwise);
    }

    List<JsonValue> items(String name) {
        return value(name) instanceof JsonArray array ? array.elements() : List.of();
    }

    /** The texts of a list; a text alone is a list of one. */
    List<String> texts(String name) {
        return texts(value(name));
    }

    static List<String> texts(JsonValue value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof JsonString string) {
            texts.add(string.text());
        } else if (value instanceof JsonArray array) {
            for (JsonValue item : array.elements()) {
                if (item instanceof JsonString string) {
                    texts.add(string.text());
                }
            }
        }
        return texts;
    }

    Globs globs(String name) {
        return Globs.of(texts(name));
    }

    Map<String, JsonValue> names(String name) {
        return value(name) instanceof JsonObject object ? object.fields() : Map.of();
    }

    JsonValue value(String name) {
        return fields.getOrDefault(name, ABSENT);
    }

    private static final JsonValue ABSENT = new JsonValue.JsonNull(0);
}
