package io.tollgate.core.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.endpoint.Dialect;
import io.tollgate.json.JsonTree;
import io.tollgate.json.JsonValue;
import io.tollgate.json.JsonValue.JsonArray;
import io.tollgate.json.JsonValue.JsonBool;
import io.tollgate.json.JsonValue.JsonNumber;
import io.tollgate.json.JsonValue.JsonObject;
import io.tollgate.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Requests broken at random: the same facts in any split, and edits that change what they should
 * and nothing else.
 */
class RequestFuzzTest {
    private static final int COUNT = Integer.getInteger("fuzz.count", 50_000);
    private static final String[] SEEDS = {
        "{\"model\":\"a\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"max_tokens\":5}",
        "{\"stream\":true,\"stream_options\":null,\"stream_options\":{\"include_usage\":false,\"x\":1},\"model\":\"b\"}",
        " {\"stream_options\" : { } ,\"m\\u006fdel\":\"a\\ud83d\",\"n\":2,\"stream\":1,\"tools\":[{\"a\":{}}]} ",
        "{\"stream_options\":{\"include_usage\":true},\"stream_options\":{\"include_usage\":{\"include_usage\":1}},\"stream\":true}",
        "{\"model\":\"a\",\"stream\":true,\"model\":\"c\",\"stream_options\":{\"include_usage\":true},\"prompt\":[[1,2],\"x\"]}",
    };
    private static final byte[] ALPHABET =
            "{}[]\",:\\u00 truefalsn1.".getBytes(StandardCharsets.US_ASCII);

    private static byte[] damage(byte[] seed, Random random) {
        byte[] body = seed.clone();
        for (int i = random.nextInt(random.nextInt(8) == 0 ? 12 : 3); i > 0; i--) {
            int at = random.nextInt(body.length);
            if (random.nextBoolean()) {
                body[at] = ALPHABET[random.nextInt(ALPHABET.length)];
            } else {
                // A part of it again somewhere: that is how keys come twice.
                int from = random.nextInt(body.length);
                int n = random.nextInt(body.length - from);
                byte[] longer = Arrays.copyOf(body, body.length + n);
                System.arraycopy(body, at, longer, at + n, body.length - at);
                System.arraycopy(body, from, longer, at, n);
                body = longer;
            }
        }
        return body;
    }

    private static RequestFacts read(byte[] body, int step) {
        RequestReader reader = new RequestReader(Dialect.OPENAI, false, 1 << 20, PromptSink.NONE);
        for (int i = 0; i < body.length; i += step) {
            byte[] piece = Arrays.copyOfRange(body, i, Math.min(body.length, i + step));
            reader.feed(Bytes.of(piece), 0, piece.length);
        }
        return reader.finish();
    }

    @Test
    void readsTheSameInAnySplitAndEditsNothingElse() {
        Random random = new Random(Long.getLong("fuzz.seed", 9));
        int edited = 0;
        for (int i = 0; i < COUNT; i++) {
            byte[] body =
                    damage(
                            SEEDS[random.nextInt(SEEDS.length)].getBytes(StandardCharsets.UTF_8),
                            random);
            RequestFacts facts = read(body, body.length);
            assertEquals(facts, read(body, 1 + random.nextInt(9)));
            assertEquals(tree(body).isPresent(), facts.problem() == Problem.NONE);
            if (facts.problem() == Problem.NONE) {
                List<BodyEdits.Splice> splices = BodyEdits.splices(facts, Optional.of("new"), true);
                byte[] after = BodyEdits.apply(Bytes.of(body), splices);
                assertEquals(
                        expected(tree(body).get(), facts),
                        words(tree(after).get()),
                        () -> new String(body, StandardCharsets.UTF_8));
                edited += splices.size();
            }
        }
        assertTrue(edited > COUNT / 4, "only " + edited);
    }

    private static Optional<JsonObject> tree(byte[] body) {
        return JsonTree.read(body) instanceof JsonTree.Result.Parsed parsed
                        && parsed.value() instanceof JsonObject object
                ? Optional.of(object)
                : Optional.empty();
    }

    /** The edit by a second way: on the tree. */
    private static String expected(JsonObject body, RequestFacts facts) {
        Map<String, JsonValue> fields = new LinkedHashMap<>(body.fields());
        if (facts.streams() && !facts.usageAsked()) {
            Map<String, JsonValue> options = new LinkedHashMap<>();
            if (fields.get("stream_options") instanceof JsonObject old) {
                options.putAll(old.fields());
            }
            options.put("include_usage", new JsonBool(true, 0));
            fields.put("stream_options", new JsonObject(options, 0));
        }
        if (fields.get("model") instanceof JsonString model && !model.text().isEmpty()) {
            fields.put("model", new JsonString("new", 0));
        }
        return words(new JsonObject(fields, 0));
    }

    private static String words(JsonValue value) {
        if (value instanceof JsonObject object) {
            Map<String, String> sorted = new TreeMap<>();
            object.fields().forEach((k, v) -> sorted.put(k, words(v)));
            return sorted.toString();
        }
        if (value instanceof JsonArray array) {
            return array.elements().stream().map(RequestFuzzTest::words).toList().toString();
        }
        if (value instanceof JsonString string) {
            return "'" + string.text() + "'";
        }
        return value instanceof JsonNumber number
                ? number.text()
                : value instanceof JsonBool bool ? "" + bool.value() : "null";
    }
}
