package io.tollgate.core.config;

import io.tollgate.core.config.Types.AnyOf;
import io.tollgate.core.config.Types.Field;
import io.tollgate.core.config.Types.Items;
import io.tollgate.core.config.Types.Names;
import io.tollgate.core.config.Types.Struct;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Walks the table of fields: path (lists marked by []) and field, in order. */
final class ConfigTableWalk {
    private final Map<String, Field> found = new LinkedHashMap<>();

    private ConfigTableWalk() {}

    static Map<String, Field> fields() {
        ConfigTableWalk walk = new ConfigTableWalk();
        walk.struct("", ConfigTable.root());
        return walk.found;
    }

    static List<String> paths() {
        return List.copyOf(fields().keySet());
    }

    private void struct(String path, Struct struct) {
        for (Field field : struct.fields()) {
            String at = path.isEmpty() ? field.name() : path + "." + field.name();
            found.put(at, field);
            type(at, field.type());
        }
    }

    private void type(String path, FieldType type) {
        if (type instanceof Struct struct) {
            struct(path, struct);
        } else if (type instanceof Items items) {
            type(path + "[]", items.item());
        } else if (type instanceof Names names) {
            type(path + ".*", names.value());
        } else if (type instanceof AnyOf any) {
            any.options().forEach(option -> type(path, option));
        }
    }
}
