package io.tollgate.tokens.prompt;

import io.tollgate.json.JsonTree;
import io.tollgate.json.JsonValue;
import io.tollgate.json.JsonValue.JsonArray;
import io.tollgate.json.JsonValue.JsonBool;
import io.tollgate.json.JsonValue.JsonNumber;
import io.tollgate.json.JsonValue.JsonObject;
import io.tollgate.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tools as OpenAI's models read them: a TypeScript namespace, as found by hmarr/openai-chat-tokens
 * (MIT). Descriptions are written at the two outer levels only. The text is bounded: deep nesting
 * would indent a small request to a huge one.
 */
final class ToolText {
    /** Text for a byte of JSON; what real tools take is about one. */
    private static final int LARGEST_GROWTH = 4;

    private static final int SMALL = 1 << 14;

    private final StringBuilder out = new StringBuilder();
    private int functions;
    private int largest;

    /** How many functions were rendered. */
    int functions() {
        return functions;
    }

    /** The text for a request's array of tools or functions; empty if it would grow too large. */
    Optional<byte[]> render(byte[] tools) {
        largest = Math.max(SMALL, LARGEST_GROWTH * tools.length);
        out.append("namespace functions {\n\n");
        if (JsonTree.read(tools) instanceof JsonTree.Result.Parsed parsed
                && parsed.value() instanceof JsonArray array) {
            for (JsonValue tool : array.elements()) {
                if (tool instanceof JsonObject object) {
                    function(object);
                }
            }
        }
        out.append("} // namespace functions");
        return tooLarge()
                ? Optional.empty()
                : Optional.of(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private boolean tooLarge() {
        return out.length() > largest;
    }

    private void function(JsonObject tool) {
        JsonObject function = child(tool, "function").orElse(tool);
        String name = string(function, "name");
        if (name.isEmpty()) {
            return; // one of the provider's own tools
        }
        functions++;
        describe(function, 0);
        out.append("type ").append(name).append(" = (");
        Optional<JsonObject> properties =
                child(function, "parameters").flatMap(p -> child(p, "properties"));
        if (properties.isEmpty() || properties.get().fields().isEmpty()) {
            out.append(") => any;\n\n");
            return;
        }
        out.append("_: {\n");
        properties(child(function, "parameters").get(), 0);
        out.append("\n}) => any;\n\n");
    }

    private void describe(JsonObject object, int indent) {
        String description = string(object, "description");
        if (!description.isEmpty() && indent < 2) {
            indent(indent).append("// ").append(description).append('\n');
        }
    }

    private void properties(JsonObject object, int indent) {
        Optional<JsonObject> properties = child(object, "properties");
        if (properties.isEmpty()) {
            return;
        }
        boolean first = true;
        Set<String> required = required(object);
        for (Map.Entry<String, JsonValue> entry : properties.get().fields().entrySet()) {
            if (entry.getValue() instanceof JsonObject property && !tooLarge()) {
                out.append(first ? "" : "\n");
                first = false;
                describe(property, indent);
                indent(indent).append(entry.getKey());
                out.append(required.contains(entry.getKey()) ? ": " : "?: ");
                type(property, indent);
                out.append(',');
            }
        }
    }

    private void type(JsonObject property, int indent) {
        String type = string(property, "type");
        switch (type) {
            case "string", "integer", "number" -> scalar(property, type);
            case "boolean", "null" -> out.append(type);
            case "array" -> array(property, indent);
            case "object" -> {
                out.append("{\n");
                properties(property, indent + 2);
                out.append('\n');
                indent(indent).append('}');
            }
            default -> out.append("any");
        }
    }

    private void array(JsonObject property, int indent) {
        Optional<JsonObject> items = child(property, "items");
        if (items.isPresent()) {
            type(items.get(), indent);
        } else {
            out.append("any");
        }
        out.append("[]");
    }

    private void scalar(JsonObject property, String type) {
        if (!(property.fields().get("enum") instanceof JsonArray values)) {
            out.append(type.equals("string") ? "string" : "number");
            return;
        }
        boolean first = true;
        for (JsonValue value : values.elements()) {
            out.append(first ? "" : " | ");
            first = false;
            if (value instanceof JsonString text) {
                out.append('"').append(text.text()).append('"');
            } else if (value instanceof JsonNumber number) {
                out.append(number.text());
            } else {
                out.append(
                        value instanceof JsonBool bool ? bool.value() ? "true" : "false" : "null");
            }
        }
    }

    private static Set<String> required(JsonObject object) {
        Set<String> required = new HashSet<>();
        if (object.fields().get("required") instanceof JsonArray names) {
            for (JsonValue value : names.elements()) {
                if (value instanceof JsonString text) {
                    required.add(text.text());
                }
            }
        }
        return required;
    }

    private StringBuilder indent(int n) {
        for (int i = 0; i < n && !tooLarge(); i++) {
            out.append(' ');
        }
        return out;
    }

    private static Optional<JsonObject> child(JsonObject object, String name) {
        return object.fields().get(name) instanceof JsonObject child
                ? Optional.of(child)
                : Optional.empty();
    }

    private static String string(JsonObject object, String name) {
        return object.fields().get(name) instanceof JsonString text ? text.text() : "";
    }
}
