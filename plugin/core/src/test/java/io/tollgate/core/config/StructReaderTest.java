package io.tollgate.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tollgate.json.JsonTree;
import io.tollgate.json.JsonValue;
import io.tollgate.json.JsonValue.JsonArray;
import io.tollgate.json.JsonValue.JsonBool;
import io.tollgate.json.JsonValue.JsonNumber;
import io.tollgate.json.JsonValue.JsonObject;
import io.tollgate.json.JsonValue.JsonString;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration says the same as JSON and as a serialized Struct. */
class StructReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'usage':{'includeUsage':'ask'},'metrics':{'maxSeries':1000}}",
                "{'hold':true,'headers':['openai','ietf'],'routing':{'aliases':{'a/*':'*'}}}",
                "{'rateLimit':{'cluster':'c'},'limits':[{'name':'w','descriptor':[{'key':'k','value':'ü'}],"
                        + "'count':{'input':0.15,'cachedInput':0.075,'output':10},"
                        + "'quota':{'amount':4294967295,'per':'month'}}]}",
            })
    void readsAsTheSameConfiguration(String text) {
        byte[] json = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ConfigResult expected = ConfigReader.read(json);
        assertInstanceOf(ConfigResult.Accepted.class, expected, expected::toString);
        assertEquals(expected.toString(), ConfigReader.read(struct(tree(json))).toString());
    }

    @Test
    void cutBytesAreRefusedWhereverTheyEnd() {
        byte[] whole =
                struct(
                        tree(
                                "{\"usage\":{\"includeUsage\":\"ask\"}}"
                                        .getBytes(StandardCharsets.UTF_8)));
        for (int n = 1; n < whole.length; n++) {
            byte[] cut = java.util.Arrays.copyOf(whole, n);
            assertEquals(Optional.empty(), StructReader.read(cut), "cut after " + n);
        }
    }

    private static JsonObject tree(byte[] json) {
        JsonTree.Result.Parsed parsed = (JsonTree.Result.Parsed) JsonTree.read(json);
        return (JsonObject) parsed.value();
    }

    private static byte[] struct(JsonObject object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        object.fields()
                .forEach(
                        (key, value) -> {
                            ByteArrayOutputStream entry = new ByteArrayOutputStream();
                            put(entry, 1, key.getBytes(StandardCharsets.UTF_8));
                            put(entry, 2, value(value));
                            put(out, 1, entry.toByteArray());
                        });
        return out.toByteArray();
    }

    private static byte[] value(JsonValue value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (value instanceof JsonObject object) {
            put(out, 5, struct(object));
        } else if (value instanceof JsonArray array) {
            ByteArrayOutputStream list = new ByteArrayOutputStream();
            array.elements().forEach(e -> put(list, 1, value(e)));
            put(out, 6, list.toByteArray());
        } else if (value instanceof JsonString string) {
            put(out, 3, string.text().getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof JsonBool bool) {
            out.writeBytes(new byte[] {4 << 3, (byte) (bool.value() ? 1 : 0)});
        } else if (value instanceof JsonNumber number) {
            ByteBuffer eight = ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN);
            out.writeBytes(
                    eight.put((byte) (2 << 3 | 1))
                            .putDouble(Double.parseDouble(number.text()))
                            .array());
        } else {
            out.writeBytes(new byte[] {1 << 3, 0});
        }
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, int field, byte[] bytes) {
        out.write(field << 3 | 2);
        int length = bytes.length;
        for (; length > 0x7F; length >>>= 7) {
            out.write((length & 0x7F) | 0x80);
        }
        out.write(length);
        out.writeBytes(bytes);
    }
}
