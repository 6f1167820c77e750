package io.tollgate.core.config;

import io.tollgate.core.config.Types.AnyOf;
import io.tollgate.core.config.Types.Field;
import io.tollgate.core.config.Types.Items;
import io.tollgate.core.config.Types.Names;
import io.tollgate.core.config.Types.Struct;
import java.io.IOException;
import java.util.Map;

/** Writes the JSON Schema from the table of fields and the texts beside it. */
final class ConfigSchema {
    private final Map<String, String> texts;
    private final StringBuilder out = new StringBuilder();
    private String indent = "";

    private ConfigSchema(Map<String, String> texts) {
        this.texts = texts;
    }

    static String json() throws IOException {
        ConfigSchema schema = new ConfigSchema(ConfigReference.texts());
        schema.open();
        schema.line("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",");
        schema.line("\"title\": \"Tollgate\",");
        schema.struct("", ConfigTable.root());
        schema.close("");
        return schema.out.toString();
    }

    private void type(String path, FieldType type) {
        if (type instanceof Struct struct) {
            struct(path, struct);
        } else if (type instanceof Items items) {
            line("\"type\": \"array\",");
            line("\"items\": {");
            nested(path + "[]", items.item(), "");
        } else if (type instanceof Names names) {
            line("\"type\": \"object\",");
            line("\"additionalProperties\": {");
            nested(path + ".*", names.value(), "");
        } else if (type instanceof AnyOf any) {
            line("\"anyOf\": [");
            int left = any.options().size();
            for (FieldType option : any.options()) {
                line("{");
                nested(path, option, --left == 0 ? "" : ",");
            }
            line("]");
        } else {
            line(scalar(type));
        }
    }

    private void nested(String path, FieldType type, String end) {
        indent += "  ";
        type(path, type);
        close(end);
    }

    private void struct(String path, Struct struct) {
        line("\"type\": \"object\",");
        line("\"additionalProperties\": false,");
        String required =
                String.join(
                        "\", \"",
                        struct.fields().stream().filter(Field::required).map(Field::name).toList());
        if (!required.isEmpty()) {
            line("\"required\": [\"" + required + "\"],");
        }
        line("\"properties\": {");
        indent += "  ";
        int left = struct.fields().size();
        for (Field field : struct.fields()) {
            String at = path.isEmpty() ? field.name() : path + "." + field.name();
            line("\"" + field.name() + "\": {");
            indent += "  ";
            line("\"description\": \"" + text(at) + "\",");
            if (!field.fallback().isEmpty()) {
                line("\"default\": " + fallback(field) + ",");
            }
            type(at, field.type());
            close(--left == 0 ? "" : ",");
        }
        close("");
    }

    private String text(String path) {
        return texts.get(ConfigReference.described(path))
                .replace("\\", "\\\\")
                .replace("\"", "\\\"");
    }

    private static String fallback(Field field) {
        boolean bare =
                field.type() instanceof Types.Flag
                        || field.type() instanceof Types.Whole
                        || field.type() instanceof Types.Decimal;
        String text = bare ? field.fallback() : "\"" + field.fallback() + "\"";
        return field.type() instanceof Items ? "[" + text + "]" : text;
    }

    private static String scalar(FieldType type) {
        if (type instanceof Types.Choice choice) {
            return "\"enum\": [\"" + String.join("\", \"", choice.words()) + "\"]";
        }
        if (type instanceof Types.Flag) {
            return "\"type\": \"boolean\"";
        }
        if (type instanceof Types.Whole whole) {
            return "\"type\": \"integer\", \"minimum\": "
                    + whole.min()
                    + ", \"maximum\": "
                    + whole.max();
        }
        if (type instanceof Types.Decimal decimal) {
            return "\"type\": \"number\", \"minimum\": 0, \"maximum\": " + decimal.max();
        }
        return "\"type\": \"string\", \"minLength\": 1" + pattern(((Types.Text) type).form());
    }

    private static String pattern(Types.Form form) {
        return switch (form) {
            case PLAIN -> "";
            case HEADER -> ", \"pattern\": \"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$\"";
            case DURATION -> ", \"pattern\": \"^[0-9]{1,9}(ms|s|m|h)$\"";
            case MOMENT -> ", \"pattern\": \"^[0-9]{4}-[0-9]{2}-[0-9]{2}\"";
            case SHA256 -> ", \"pattern\": \"^[0-9A-Fa-f]{64}$\"";
        };
    }

    private void open() {
        line("{");
        indent = "  ";
    }

    private void close(String end) {
        indent = indent.substring(2);
        line("}" + end);
    }

    private void line(String text) {
        out.append(indent).append(text).append('\n');
    }
}
