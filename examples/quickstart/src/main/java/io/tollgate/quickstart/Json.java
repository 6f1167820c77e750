package io.tollgate.quickstart;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps and lists: the demo reads other people's shapes and invents none of its own. */
final class Json {

    private Json() {}

    static Map<String, Object> read(byte[] text) {
        try {
            return JSON.std.mapFrom(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> read(String text) {
        try {
            return JSON.std.mapFrom(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String write(Object value) {
        try {
            return JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object from names and values in turn. */
    static Map<String, Object> object(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> at(Map<String, Object> map, String key) {
        return map.get(key) instanceof Map<?, ?> inner ? (Map<String, Object>) inner : Map.of();
    }

    /** The first element of a list of objects, empty where there is none. */
    static Map<String, Object> first(Map<String, Object> map, String key) {
        List<?> list = list(map, key);
        return list.isEmpty() ? Map.of() : at(object("it", list.get(0)), "it");
    }

    static List<?> list(Map<String, Object> map, String key) {
        return map.get(key) instanceof List<?> inner ? inner : List.of();
    }

    static String text(Map<String, Object> map, String key, String otherwise) {
        return map.get(key) instanceof String text ? text : otherwise;
    }

    static int number(Map<String, Object> map, String key, int otherwise) {
        return map.get(key) instanceof Number number ? number.intValue() : otherwise;
    }

    static boolean flag(Map<String, Object> map, String key) {
        return Boolean.TRUE.equals(map.get(key));
    }
}
