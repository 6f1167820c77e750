package io.tollgate.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Documents broken at random: what Jackson says of them is what the scanner must say. */
class JsonOracleTest {
    private static final int COUNT = Integer.getInteger("fuzz.count", 50_000);
    private static final JsonFactory JACKSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(JsonScanner.MAX_DEPTH)
                                    .maxNumberLength(1_000_000)
                                    .build())
                    .build();
    private static final String[] SEEDS = {
        "{\"model\":\"gpt-4o\",\"stream\":true,\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"Hi \\\"you\\\"\\n\"}]}",
        "{\"m\\u006fdel\":\"a\\ud83d\\ude00b\\ud83dx\\udc00\",\"model\":\"\\u00e9\\u4e2d\",\"model\":null}",
        "{\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":1.5e3,\"x\":-0.0},\"choices\":[]}",
        "[1,-2,3.25,1e5,1E-2,0,9007199254740993,9223372036854775807,9223372036854775808,true,false,null]",
        "  {\"a\" : [ { } , [ ] , \"\" ] ,\r\n\t\"\" : {\"\":{\"\":0}} }  ",
        "\"plain text é中😀 of more than sixteen bytes, and more\"",
        "{\"usage\":null,\"usage\":{\"prompt_tokens\":1},\"usage\":{\"prompt_tokens\":2,\"prompt_tokens\":3}}",
    };

    @Test
    void agreesWithJacksonOnMutatedDocuments() {
        Random random = new Random(Long.getLong("fuzz.seed", 42));
        for (int i = 0; i < COUNT; i++) {
            byte[] document = Mutations.mutate(SEEDS[random.nextInt(SEEDS.length)], random);
            Optional<String> text = decode(document);
            Optional<String> ours = ours(document);
            if (text.isPresent()) {
                assertEquals(jackson(text.get()), ours, () -> text.get());
            }
        }
    }

    @Test
    void readsTheSeedsThemselves() {
        for (String seed : SEEDS) {
            assertTrue(ours(seed.getBytes(StandardCharsets.UTF_8)).isPresent(), seed);
        }
    }

    private static Optional<String> ours(byte[] document) {
        return JsonTree.read(document) instanceof JsonTree.Result.Parsed parsed
                ? Optional.of(canonical(parsed.value()))
                : Optional.empty();
    }

    private static String canonical(JsonValue value) {
        if (value instanceof JsonValue.JsonObject object) {
            Map<String, String> sorted = new TreeMap<>();
            object.fields().forEach((k, v) -> sorted.put(k, canonical(v)));
            return sorted.toString();
        }
        if (value instanceof JsonValue.JsonArray array) {
            return array.elements().stream().map(JsonOracleTest::canonical).toList().toString();
        }
        if (value instanceof JsonValue.JsonString string) {
            return "'" + string.text() + "'";
        }
        if (value instanceof JsonValue.JsonNumber number) {
            return number.text() + "~" + nearly(number.value());
        }
        return value instanceof JsonValue.JsonBool bool ? "" + bool.value() : "null";
    }

    private static Optional<String> jackson(String text) {
        try (JsonParser parser = JACKSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            String value = read(parser);
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> "'" + wellFormed(parser.getText()) + "'";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    parser.getText() + "~" + cut(parser.getText());
            default -> parser.getText();
        };
    }

    private static String object(JsonParser parser) throws IOException {
        Map<String, String> sorted = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser.currentName());
            parser.nextToken();
            sorted.put(name, read(parser));
        }
        return new LinkedHashMap<>(sorted).toString();
    }

    private static String array(JsonParser parser) throws IOException {
        java.util.List<String> elements = new java.util.ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(parser));
        }
        return elements.toString();
    }

    private static String wellFormed(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .forEach(c -> out.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c));
        return out.toString();
    }

    private static long cut(String number) {
        int e = Math.max(number.indexOf('e'), number.indexOf('E'));
        // Longer exponents than BigDecimal takes say no more than a long one.
        BigDecimal exact =
                new BigDecimal(
                        e >= 0 && number.length() - e > 8 ? number.substring(0, e + 8) : number);
        if (exact.signum() == 0) {
            return 0;
        }
        if (exact.precision() - exact.scale() > 30) {
            return exact.signum() < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
        }
        BigInteger whole =
                exact.precision() - exact.scale() < 0 ? BigInteger.ZERO : exact.toBigInteger();
        BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
        return nearly(whole.min(most).max(most.negate()).longValue());
    }

    /** The last digit of numbers beyond long is nobody's concern. */
    private static long nearly(long value) {
        long most = Long.MAX_VALUE;
        return value > most - 9 ? most : value < 9 - most ? -most : value;
    }

    private static Optional<String> decode(byte[] document) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(document))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
