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

/** The types of fields. */
final class Types {
    private Types() {}

    /** How a text is to be read. */
    enum Form {
        PLAIN("a text"),
        HEADER("a header's name"),
        DURATION("a duration such as 200ms, 1s or 1m"),
        MOMENT("a time such as 2026-12-31T23:59:59Z"),
        SHA256("the key's SHA-256, 64 hexadecimal digits");

        final String expected;

        Form(String expected) {
            this.expected = expected;
        }
    }

    /** A text of a form, never empty. */
    record Text(Form form) implements FieldType {
        @Override
        public String expected() {
            return form.expected;
        }

        @Override
        public boolean takes(JsonValue value) {
            return value instanceof JsonString;
        }

        @Override
        public void examine(String path, JsonValue value, Problems problems) {
            String text = ((JsonString) value).text();
            if (text.isEmpty()) {
                problems.add(path, "must not be empty");
            } else if (!Texts.wellFormed(form, text)) {
                // Who mistakes the key for its digest must not find it in a log.
                String is =
                        form == Form.SHA256
                                ? "a text of " + text.length() + " characters"
                                : "\"" + Texts.shown(text) + "\"";
                problems.add(path, "must be " + form.expected + ", is " + is);
            }
        }
    }

    /** One of a few words. */
    record Choice(List<String> words) implements FieldType {
        @Override
        public String expected() {
            return words.size() == 1 ? "\"" + words.get(0) + "\"" : "one of " + Words.list(words);
        }

        @Override
        public boolean takes(JsonValue value) {
            return value instanceof JsonString;
        }

        @Override
        public void examine(String path, JsonValue value, Problems problems) {
            examine(path, value, Words.list(words), problems);
        }

        /** If it is none of the words, tells the nearest one, or else all that is known. */
        void examine(String path, JsonValue value, String known, Problems problems) {
            String text = ((JsonString) value).text();
            if (!words.contains(text)) {
                problems.addUnknown(path, "unknown value", text, words, known);
            }
        }
    }

    /** True or false. */
    record Flag() implements FieldType {
        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public boolean takes(JsonValue value) {
            return value instanceof JsonBool;
        }

        @Override
        public void examine(String path, JsonValue value, Problems problems) {}
    }

    private static void misfit(String path, FieldType type, JsonValue number, Problems problems) {
        String text = Texts.shown(((JsonNumber) number).text());
        problems.add(path, "must be " + type.expected() + ", is " + text);
    }

    /** A number without fraction. */
    record Whole(long min, long max) implements FieldType {
        @Override
        public String expected() {
            return "a whole number from " + min + " to " + max;
        }

        @Override
        public boolean takes(JsonValue value) {
            return value instanceof JsonNumber;
        }

        @Override
        public void examine(String path, JsonValue value, Problems problems) {
            OptionalLong whole = Texts.whole(((JsonNumber) value).text());
            if (whole.isEmpty() || whole.getAsLong() < min || whole.getAsLong() > max) {
                misfit(path, this, value, problems);
            }
        }
    }

    /** A number with up to nine decimals, from 0 on. */
    record Decimal(long max) implements FieldType {
        @Override
        public String expected() {
            return "a number from 0 to " + max + " with at most 9 decimals";
        }

        @Override
        public boolean takes(JsonValue value) {
            return value instanceof JsonNumber;
        }

        @Override
        public void examine(String path, JsonValue value, Problems problems) {
            OptionalLong parsed = Decimals.parse(((JsonNumber) value).text());
            if (parsed.isEmpty() || parsed.getAsLong() > max * Decimals.ONE) {
                misfit(path, this, value, problems);
            }
        }
    }

    /** A list. */
    record Items(FieldType item) implements FieldType {
        @Override
        public String expected() {
            return "a list";
        }

        @Override
        public boolean takes(JsonValue value) {
            return value instanceof JsonArray;
        }

        @Override
        public void examine(String path, JsonValue value, Problems problems) {
            List<JsonValue> elements = ((JsonArray) value).elements();
            for (int i = 0; i < elements.size(); i++) {
                item.check(path + "[" + i + "]", elements.get(i), problems);
            }
        }
    }

    /** An object whose keys are the user's. */
    record Names(FieldType value) implements FieldType {
        @Override
        public String expected() {
            return "an object";
        }

        @Override
        public boolean takes(JsonValue value) {
            return value instanceof JsonObject;
        }

        @Override
        public void examine(String path, JsonValue object, Problems problems) {
            for (Map.Entry<String, JsonValue> entry : ((JsonObject) object).fields().entrySet()) {
                String at = path + "." + Texts.shown(entry.getKey());
                if (entry.getKey().isEmpty()) {
                    problems.add(at, "must not have an empty name");
                }
                value.check(at, entry.getValue(), problems);
            }
        }
    }

    /** One of several types, told apart by the JSON kind. */
    record AnyOf(List<FieldType> options) implements FieldType {
        @Override
        public String expected() {
            StringBuilder out = new StringBuilder();
            for (FieldType option : options) {
                out.append(out.length() == 0 ? "" : " or ").append(option.expected());
            }
            return out.toString();
        }

        @Override
        public boolean takes(JsonValue value) {
            for (FieldType option : options) {
                if (option.takes(value)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void examine(String path, JsonValue value, Problems problems) {
            for (FieldType option : options) {
                if (option instanceof Choice choice && choice.takes(value)) {
                    // The words alone would not tell what else is possible.
                    choice.examine(path, value, expected(), problems);
                    return;
                }
                if (option.takes(value)) {
                    option.check(path, value, problems);
                    return;
                }
            }
        }
    }

    /** One field of an object. */
    record Field(String name, FieldType type, boolean required, String fallback) {}

    /** An object with known fields. */
    record Struct(List<Field> fields) implements FieldType {
        @Override
        public String expected() {
            return "an object";
        }

        @Override
        public boolean takes(JsonValue value) {
            return value instanceof JsonObject;
        }

        @Override
        public void examine(String path, JsonValue value, Problems problems) {
            Map<String, JsonValue> given = ((JsonObject) value).fields();
            String prefix = path.isEmpty() ? "" : path + ".";
            for (Map.Entry<String, JsonValue> entry : given.entrySet()) {
                String at = prefix + Texts.shown(entry.getKey());
                Field field = find(entry.getKey());
                if (field.name.isEmpty()) {
                    unknown(at, entry.getKey(), problems);
                } else {
                    field.type.check(at, entry.getValue(), problems);
                }
            }
            for (Field field : fields) {
                if (field.required && !given.containsKey(field.name)) {
                    problems.add(prefix + field.name, "is required");
                }
            }
        }

        private void unknown(String at, String name, Problems problems) {
            for (Field field : fields) {
                if (field.type instanceof Struct inner && !inner.find(name).name.isEmpty()) {
                    String there = field.name + "." + name;
                    problems.add(at, "unknown field; did you mean " + there);
                    return;
                }
            }
            problems.addUnknownField(at, name, names());
        }

        Field find(String name) {
            for (Field field : fields) {
                if (field.name.equals(name)) {
                    return field;
                }
            }
            return UNKNOWN;
        }

        private List<String> names() {
            List<String> names = new ArrayList<>();
            for (Field field : fields) {
                names.add(field.name);
            }
            return names;
        }
    }

    /** Stands for a field that is not there. */
    static final Field UNKNOWN = new Field("", new Flag(), false, "");
}
