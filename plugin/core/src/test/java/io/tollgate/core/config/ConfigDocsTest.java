package io.tollgate.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tollgate.json.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The published reference and schema are what the table says. */
class ConfigDocsTest {
    private static final Path DOCS = Path.of("..", "..", "docs");

    @Test
    void everyFieldIsDescribedAndNothingElse() throws IOException {
        Set<String> fields = new TreeSet<>();
        ConfigTableWalk.paths().forEach(path -> fields.add(ConfigReference.described(path)));
        assertEquals(fields, new TreeSet<>(ConfigReference.texts().keySet()));
    }

    @Test
    void referenceIsUpToDate() throws IOException {
        compare("configuration.md", ConfigReference.markdown());
    }

    @Test
    void schemaIsUpToDateAndJson() throws IOException {
        String schema = ConfigSchema.json();
        assertInstanceOf(
                JsonTree.Result.Parsed.class,
                JsonTree.read(schema.getBytes(StandardCharsets.UTF_8)));
        compare("config.schema.json", schema);
    }

    private static void compare(String name, String expected) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("tollgate.write")) {
            Files.writeString(file, expected);
        }
        assertEquals(
                expected,
                Files.readString(file),
                name + " is out of date: run this test with -Dtollgate.write=true");
    }
}
