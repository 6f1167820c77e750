package io.tollgate.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.json.JsonTree;
import io.tollgate.json.JsonValue;
import io.tollgate.json.JsonValue.JsonArray;
import io.tollgate.json.JsonValue.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of the table, by its whole path, has a good value and a bad one somewhere. */
class ConfigFieldsTest {
    @Test
    void everyFieldIsInAGoodConfiguration() throws IOException {
        Set<String> missing = new TreeSet<>(ConfigTableWalk.paths());
        try (InputStream in = getClass().getResourceAsStream("/config/good.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> seen("", parse(line), missing));
        }
        assertEquals(Set.of(), missing);
    }

    private static JsonValue parse(String line) {
        byte[] json = line.replace('\'', '"').replace('`', '\'').getBytes(StandardCharsets.UTF_8);
        return assertInstanceOf(JsonTree.Result.Parsed.class, JsonTree.read(json)).value();
    }

    private static void seen(String path, JsonValue value, Set<String> missing) {
        missing.remove(path);
        if (value instanceof JsonObject object) {
            String prefix = path.isEmpty() ? "" : path + ".";
            object.fields().forEach((name, field) -> seen(prefix + name, field, missing));
        } else if (value instanceof JsonArray array) {
            array.elements().forEach(element -> seen(path + "[]", element, missing));
        }
    }

    static List<String> everyFieldRefusesWhatItIsNot() {
        return ConfigTableWalk.paths();
    }

    @ParameterizedTest
    @MethodSource
    void everyFieldRefusesWhatItIsNot(String path) {
        StringBuilder json = new StringBuilder();
        StringBuilder ends = new StringBuilder();
        for (String name : path.split("\\.")) {
            int mark = name.indexOf('[');
            String bare = mark < 0 ? name : name.substring(0, mark);
            json.append("{\"").append(bare).append("\":");
            ends.insert(0, '}');
            for (int i = mark; i >= 0 && i < name.length(); i += 2) {
                json.append('[');
                ends.insert(0, ']');
            }
        }
        String text = json + "{\"?\":[[]]}" + ends;
        ConfigResult result = ConfigReader.read(text.getBytes(StandardCharsets.UTF_8));
        String where = path.replace("[]", "[0]");
        List<Problem> problems =
                assertInstanceOf(ConfigResult.Refused.class, result, text).problems();
        assertTrue(
                problems.stream().anyMatch(problem -> problem.path().startsWith(where)),
                text + " " + problems);
    }
}
