package io.tollgate.tokens.prompt;

import io.tollgate.json.JsonTree;
import io.tollgate.json.JsonValue;
import io.tollgate.json.JsonValue.JsonArray;
import io.tollgate.json.JsonValue.JsonBool;
import io.tollgate.json.JsonValue.JsonNumber;
import io.tollgate.json.JsonValue.JsonObject;
import io.tollgate.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Tools as OpenAI's models read them: a TypeScript namespace, as found by hmarr/openai-chat-tokens
 * (MIT). Descriptions are written at the two outer levels only.
 */
final class ToolText {
    private final StringBuilder out = new StringBuilder();
    private int functions;

    /** How many functions were rendered. */
    int functions() {
        return functions;
    }

    /** The text for a request's array of tools or functions. */
    byte[] render(byte[] tools) {
        out.append("namespace functions {\n\n");
        if (JsonTree.read(tools) instanceof JsonTree.Result.Parsed parsed
                && parsed.value() instanceof JsonArray array) {
            for (JsonValue tool : array.elements()) {
                if (tool instanceof JsonObject object) {
                    function(object);
                }
            }
        }
        return out.append("} // namespace functions").toString().getBytes(StandardCharsets.UTF_8);
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
        for (Map.Entry<String, JsonValue> entry : properties.get().fields().entrySet()) {
            if (entry.getValue() instanceof JsonObject property) {
                out.append(first ? "" : "\n");
                first = false;
                describe(property, indent);
                boolean required = required(object, entry.getKey());
                indent(indent).append(entry.getKey()).append(required ? ": " : "?: ");
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

    private static boolean required(JsonObject object, String name) {
        if (object.fields().get("required") instanceof JsonArray names) {
            for (JsonValue value : names.elements()) {
                if (value instanceof JsonString text && text.text().equals(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private StringBuilder indent(int n) {
        for (int i = 0; i < n; i++) {
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
