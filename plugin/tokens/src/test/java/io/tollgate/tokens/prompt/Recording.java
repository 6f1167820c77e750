package io.tollgate.tokens.prompt;

import io.tollgate.json.JsonTree;
import io.tollgate.json.JsonValue;
import io.tollgate.json.JsonValue.JsonArray;
import io.tollgate.json.JsonValue.JsonNumber;
import io.tollgate.json.JsonValue.JsonObject;
import io.tollgate.json.JsonValue.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One recorded call whose answer tells what the provider counted. */
record Recording(
        String id,
        String host,
        String path,
        String model,
        RequestShape shape,
        byte[] body,
        JsonObject request,
        long actual) {

    static List<Recording> all() throws IOException {
        List<Recording> result = new ArrayList<>();
        try (InputStream in = Recording.class.getResourceAsStream("/recordings/recordings.jsonl")) {
            for (String line :
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                read(line).ifPresent(result::add);
            }
        }
        return result;
    }

    private static Optional<Recording> read(String line) {
        byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
        if (!(JsonTree.read(utf8) instanceof JsonTree.Result.Parsed parsed)
                || !(parsed.value() instanceof JsonObject row)
                || !(row.fields().get("request") instanceof JsonObject request)
                || number(row, "status") != 200) {
            return Optional.empty();
        }
        String path = text(row, "path").replaceFirst("#.*", "");
        String shapeName = text(row, "host") + path;
        Optional<RequestShape> shape = shape(shapeName, request);
        long actual = actual(row, path);
        if (shape.isEmpty() || actual <= 0) {
            return Optional.empty();
        }
        byte[] body = body(utf8, request.at());
        return Optional.of(
                new Recording(
                        text(row, "id"),
                        text(row, "host"),
                        path,
                        model(path, request),
                        shape.get(),
                        body,
                        request,
                        actual));
    }

    /** The bytes of the object that begins at a place. */
    private static byte[] body(byte[] line, int from) {
        int depth = 0;
        boolean inText = false;
        for (int i = from; ; i++) {
            byte c = line[i];
            if (inText) {
                i += c == '\\' ? 1 : 0;
                inText = c != '"';
            } else if (c == '"') {
                inText = true;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return compact(line, from, i + 1);
            }
        }
    }

    /** Without the spaces that the file's writer put between things; senders write none. */
    private static byte[] compact(byte[] line, int from, int to) {
        byte[] out = new byte[to - from];
        int n = 0;
        boolean inText = false;
        for (int i = from; i < to; i++) {
            byte c = line[i];
            if (inText && c == '\\') {
                out[n++] = c;
                out[n++] = line[++i];
                continue;
            }
            inText ^= c == '"';
            if (inText || c != ' ') {
                out[n++] = c;
            }
        }
        return java.util.Arrays.copyOf(out, n);
    }

    private static Optional<RequestShape> shape(String at, JsonObject request) {
        if (at.contains("/responses/compact") || at.contains("client_secrets")) {
            return Optional.empty();
        }
        if (at.contains("/responses")) {
            return Optional.of(RequestShape.RESPONSES);
        }
        if (at.contains("/v1/messages")) {
            return Optional.of(RequestShape.ANTHROPIC);
        }
        if (at.contains("api.cohere.com")) {
            return Optional.of(RequestShape.COHERE);
        }
        if (at.contains("/converse")) {
            return Optional.of(RequestShape.CONVERSE);
        }
        if (at.contains("/invoke")) {
            return Optional.of(RequestShape.INVOKE);
        }
        if (at.contains("aiplatform")) {
            return Optional.of(RequestShape.VERTEX);
        }
        if (at.contains(":generateContent")
                || at.contains(":streamGenerateContent")
                || at.contains(":countTokens")
                || at.contains("mbedContent")) {
            return Optional.of(RequestShape.GEMINI);
        }
        boolean openai =
                request.fields().containsKey("messages") || request.fields().containsKey("input");
        return openai ? Optional.of(RequestShape.OPENAI) : Optional.empty();
    }

    private static String model(String path, JsonObject request) {
        String named = text(request, "model");
        if (!named.isEmpty()) {
            return named.toLowerCase(Locale.ROOT);
        }
        String rest = path.replaceFirst(".*/models?/", "");
        return rest.replaceFirst("[/:?%].*", "").toLowerCase(Locale.ROOT);
    }

    private static long actual(JsonObject row, String path) {
        JsonObject answer = object(row, "json");
        if (path.contains("count_tokens") || path.contains("/input_tokens")) {
            return number(answer, "input_tokens");
        }
        if (path.contains(":countTokens")) {
            return number(answer, "totalTokens");
        }
        JsonObject usage = object(row, "usage");
        if (path.contains("/v2/chat")) {
            return number(object(object(answer, "usage"), "tokens"), "input_tokens");
        }
        for (String key : List.of("prompt_tokens", "promptTokenCount")) {
            if (usage.fields().containsKey(key)) {
                return number(usage, key);
            }
        }
        if (usage.fields().containsKey("inputTokens")) {
            return number(usage, "inputTokens")
                    + number(usage, "cacheReadInputTokens")
                    + number(usage, "cacheWriteInputTokens");
        }
        return number(usage, "input_tokens")
                + number(usage, "cache_read_input_tokens")
                + number(usage, "cache_creation_input_tokens");
    }

    static JsonObject object(JsonObject in, String key) {
        return in.fields().get(key) instanceof JsonObject o
                ? o
                : new JsonObject(java.util.Map.of(), 0);
    }

    static String text(JsonObject in, String key) {
        return in.fields().get(key) instanceof JsonString s ? s.text() : "";
    }

    static long number(JsonObject in, String key) {
        return in.fields().get(key) instanceof JsonNumber n ? n.value() : 0;
    }

    static List<JsonValue> array(JsonObject in, String key) {
        return in.fields().get(key) instanceof JsonArray a ? a.elements() : List.of();
    }
}
