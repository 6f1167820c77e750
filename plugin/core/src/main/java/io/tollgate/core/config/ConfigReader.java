package io.tollgate.core.config;

import io.tollgate.core.config.ConfigResult.Accepted;
import io.tollgate.core.config.ConfigResult.Refused;
import io.tollgate.json.JsonTree;
import io.tollgate.json.JsonTree.Result;
import io.tollgate.json.JsonValue;
import io.tollgate.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a configuration, or tells everything that is wrong with it. */
public final class ConfigReader {
    private ConfigReader() {}

    /** No bytes at all are a valid configuration: count and report. */
    public static ConfigResult read(byte[] bytes) {
        if (blank(bytes)) {
            return read(new JsonObject(Map.of(), 0));
        }
        Result result = JsonTree.read(bytes);
        if (result instanceof Result.Parsed parsed) {
            return read(parsed.value());
        }
        // A Struct in envoy.yaml comes as it is serialized; its first byte is a line feed to JSON.
        Optional<JsonObject> struct =
                bytes[0] == '\n' ? StructReader.read(bytes) : Optional.empty();
        return struct.isPresent()
                ? read(struct.get())
                : malformed(bytes, (Result.Malformed) result);
    }

    private static ConfigResult malformed(byte[] bytes, Result.Malformed malformed) {
        String place = "not JSON: line " + malformed.line() + ", column " + malformed.column();
        String text = place + ": " + JsonMistakes.likely(bytes, malformed.at());
        return new Refused(
                List.of(new Problem("$", malformed.tooDeep() ? "nested too deep" : text)));
    }

    private static ConfigResult read(JsonValue value) {
        Problems problems = new Problems();
        ConfigTable.root().check("", value, problems);
        GatewayConfig config =
                new SectionReader(problems).gateway(Node.of("", ConfigTable.root(), value));
        new CrossChecks(config, problems).run();
        List<Problem> items = problems.items();
        return items.isEmpty() ? new Accepted(config) : new Refused(items);
    }

    private static boolean blank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
