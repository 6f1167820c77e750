package io.tollgate.core.answer;

import io.tollgate.core.endpoint.Endpoint;
import io.tollgate.core.endpoint.Endpoints;
import io.tollgate.core.http.Header;
import io.tollgate.core.http.Headers;
import io.tollgate.core.http.RequestHead;
import io.tollgate.json.JsonTree;
import io.tollgate.json.JsonValue;
import io.tollgate.json.JsonValue.JsonArray;
import io.tollgate.json.JsonValue.JsonBool;
import io.tollgate.json.JsonValue.JsonNumber;
import io.tollgate.json.JsonValue.JsonObject;
import io.tollgate.json.JsonValue.JsonString;
import io.tollgate.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** One recorded exchange with a provider. */
public record Recording(JsonObject all) {
    public static List<Recording> load() {
        Path file =
                Path.of(
                        "..",
                        "tokens",
                        "src",
                        "test",
                        "resources",
                        "recordings",
                        "recordings.jsonl");
        List<Recording> recordings = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                JsonTree.Result.Parsed parsed = (JsonTree.Result.Parsed) JsonTree.read(bytes);
                recordings.add(new Recording((JsonObject) parsed.value()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recordings;
    }

    public String id() {
        return text("id");
    }

    public int status() {
        return (int) ((JsonNumber) all.fields().get("status")).value();
    }

    public boolean streamed() {
        return !all.fields().containsKey("json");
    }

    public boolean binary() {
        return all.fields().containsKey("base64");
    }

    public Headers headers() {
        List<Header> headers = new ArrayList<>();
        ((JsonObject) all.fields().get("headers"))
                .fields()
                .forEach(
                        (name, value) ->
                                headers.add(new Header(name, ((JsonString) value).text())));
        return new Headers(headers);
    }

    public Optional<Endpoint> endpoint() {
        RequestHead head = new RequestHead("POST", path(), host(), Headers.of());
        return Endpoints.recognise(head, List.of(), "", "", "");
    }

    /** Without the mark that tells two calls of one path apart. */
    public String path() {
        String path = text("path");
        int mark = path.indexOf('#');
        return mark < 0 ? path : path.substring(0, mark);
    }

    public String host() {
        return text("host");
    }

    public byte[] answer() {
        if (binary()) {
            return Base64.getDecoder().decode(text("base64"));
        }
        return streamed() ? text("text").getBytes(StandardCharsets.UTF_8) : bytes("json");
    }

    public byte[] request() {
        return bytes("request");
    }

    public Optional<JsonObject> usage() {
        return all.fields().get("usage") instanceof JsonObject usage
                ? Optional.of(usage)
                : Optional.empty();
    }

    private String text(String field) {
        return ((JsonString) all.fields().get(field)).text();
    }

    private byte[] bytes(String field) {
        JsonWriter writer = new JsonWriter();
        write(writer, all.fields().get(field));
        return writer.toBytes();
    }

    private static void write(JsonWriter writer, JsonValue value) {
        if (value instanceof JsonObject object) {
            writer.beginObject();
            object.fields().forEach((name, field) -> write(writer.key(name), field));
            writer.endObject();
        } else if (value instanceof JsonArray array) {
            writer.beginArray();
            array.elements().forEach(element -> write(writer, element));
            writer.endArray();
        } else if (value instanceof JsonString string) {
            writer.value(string.text());
        } else if (value instanceof JsonNumber number) {
            writer.raw(number.text());
        } else if (value instanceof JsonBool bool) {
            writer.value(bool.value());
        } else {
            writer.nullValue();
        }
    }
}
