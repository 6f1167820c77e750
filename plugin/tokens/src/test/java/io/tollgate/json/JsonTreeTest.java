package io.tollgate.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.json.JsonTree.Result;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonTreeTest {
    private static Result read(String document) {
        return JsonTree.read(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsTheLastOfEqualKeysAndWhereValuesStand() {
        var object =
                (JsonValue.JsonObject)
                        ((Result.Parsed) read("{\"a\":1,\"\":{\"b\":[]},\"a\":\"x\"}")).value();
        assertEquals(new JsonValue.JsonString("x", 23), object.fields().get("a"));
        assertEquals("[a, ]", object.fields().keySet().toString());
    }

    @Test
    void saysLineAndColumnOfTheFirstWrongByte() {
        assertEquals(new Result.Malformed(8, 2, 7, false), read("{\n  \"a\" 1}"));
        assertEquals(new Result.Malformed(1, 1, 2, false), read("{"));
        assertEquals(new Result.Malformed(1024, 1, 1025, true), read("[".repeat(5_000)));
    }

    @Test
    void writesWhatItReads() {
        String text = "q\" b\\ n\n c\u0001 é中😀 \ud800!";
        JsonWriter writer = new JsonWriter(1);
        writer.beginObject()
                .field("a\n", text)
                .field("n", -5)
                .key("l")
                .beginArray()
                .value(true)
                .value("")
                .nullValue();
        writer.beginObject().endObject().endArray().key("z").raw("1.5").endObject();
        var object =
                (JsonValue.JsonObject) ((Result.Parsed) JsonTree.read(writer.toBytes())).value();
        assertEquals(
                text.replace('\ud800', '\ufffd'),
                ((JsonValue.JsonString) object.fields().get("a\n")).text());
        assertEquals(
                "{\"a\\n\":\"q\\\" b\\\\ n\\n c\\u0001 é中😀 \ufffd!\",\"n\":-5,\"l\":[true,\"\",null,{}],\"z\":1.5}",
                writer.toString());
    }
}
