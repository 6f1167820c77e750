package io.tollgate.core.config;

import io.tollgate.core.config.Types.AnyOf;
import io.tollgate.core.config.Types.Field;
import io.tollgate.core.config.Types.Items;
import io.tollgate.core.config.Types.Names;
import io.tollgate.core.config.Types.Struct;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the reference from the table of fields and the texts beside it. */
final class ConfigReference {
    private static final String HEAD =
            """
            # Configuration

            <!-- Generated from the table of fields: mvn -pl plugin/core -am test -Dtest=ConfigDocsTest -Dtollgate.write=true -->

            The configuration is JSON: in envoy.yaml a `google.protobuf.StringValue` or `Struct`, in Envoy Gateway the `config` of an
            extension policy. Nothing is required; `{}` counts and reports. A configuration with an error is refused as a whole, and
            every problem is listed as `path: problem; did you mean …`. [config.schema.json](config.schema.json) is a JSON Schema
            for editors; combinations that are impossible are found only by the gateway: `dist/tollgate-check.jar CONFIG` gives its
            verdict.

            | field | values | default | meaning |
            |---|---|---|---|
            """;

    private ConfigReference() {}

    static Map<String, String> texts() throws IOException {
        try (InputStream in = ConfigReference.class.getResourceAsStream("/config/fields.txt")) {
            Map<String, String> texts = new LinkedHashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(
                            line ->
                                    texts.put(
                                            line.substring(0, line.indexOf(" | ")),
                                            line.substring(line.indexOf(" | ") + 3)));
            return texts;
        }
    }

    /** The path under which a field is described: a product's limits are limits. */
    static String described(String path) {
        return path.startsWith("products[].limits[]")
                ? path.substring("products[].".length())
                : path;
    }

    static String markdown() throws IOException {
        Map<String, String> texts = texts();
        StringBuilder out = new StringBuilder(HEAD);
        for (Map.Entry<String, Field> entry : ConfigTableWalk.fields().entrySet()) {
            if (described(entry.getKey()).equals(entry.getKey())) {
                Field field = entry.getValue();
                out.append("| `")
                        .append(entry.getKey())
                        .append("` | ")
                        .append(values(field.type()))
                        .append(" | ");
                out.append(fallback(field))
                        .append(" | ")
                        .append(texts.get(entry.getKey()).replace("|", "\\|"))
                        .append(" |\n");
            }
        }
        return out.toString();
    }

    private static String fallback(Field field) {
        if (field.required()) {
            return "required";
        }
        return field.fallback().isEmpty()
                ? "–"
                : "`" + (field.name().equals("headers") ? "[\"openai\"]" : field.fallback()) + "`";
    }

    private static String values(FieldType type) {
        if (type instanceof Types.Choice choice) {
            return "`" + String.join("`, `", choice.words()) + "`";
        }
        if (type instanceof Items items) {
            return "list: " + values(items.item());
        }
        if (type instanceof Names names) {
            return "names to " + values(names.value());
        }
        if (type instanceof AnyOf any) {
            return String.join(
                    " or ", any.options().stream().map(ConfigReference::values).toList());
        }
        return type instanceof Struct ? "object" : type.expected();
    }
}
