package io.tollgate.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    private static final Shape SHAPE =
            Shape.of(
                    """
                    m model
                    s stream
                    u usage
                    p usage.prompt_tokens
                    d usage.prompt_tokens_details.cached_tokens
                    c choices[]
                    t choices[].delta.content
                    r tools!
                    a [].usage
                    R
                    """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"a\"} | R0@0 m2@9 'a' m. R.",
                "{\"m\\u006fdel\":\"a\\n\\u00e9\"} | R0@0 m2@14 'a\\né' m. R.",
                "{\"models\":\"a\",\"mode\":1,\"x\":{\"model\":2}} | R0@0 R.",
                "{\"usage\":null,\"usage\":{\"prompt_tokens\":7,\"prompt_tokens\":8}} | R0@0 u6@9 u. u0@22 p3@39 '7' =7 p. p3@57 '8' =8 p. u. R.",
                "{\"choices\":[{\"delta\":{\"content\":\"x\"}},{},3]} | R0@0 c0@12 t2@32 'x' t. c. c0@38 c. c3@41 '3' =3 c. R.",
                "{\"tools\":[{\"a\":\"\\n\"}],\"model\":true} | R0@0 r1@9 '[{\"a\":\"\\\\n\"}]' r. m4@30 m. R.",
                "[{\"usage\":5}] | R1@0 a3@10 '5' =5 a. R.",
            })
    void tellsThePathsOfTheShape(String document, String events) {
        assertEquals(events, trace(document, document.length()));
    }

    @Test
    void saysTheSameHoweverTheBytesAreSplit() {
        Random random = new Random(7);
        String seed =
                "{\"m\\u006fdel\":\"a\\ud83d\\ude00\\ud83d\\n中é\",\"tools\":[1,{\"x\":\"y\\\\\"}],\"usage\":"
                        + "{\"prompt_tokens\":-12.5e1,\"prompt_tokens_details\":{\"cached_tokens\":3}},"
                        + "\"choices\":[{\"delta\":{\"content\":\"some text\"}}],\"stream\":false}";
        for (int i = 0; i < 5_000; i++) {
            String document =
                    i == 0
                            ? seed
                            : new String(
                                    Mutations.mutate(seed, random), StandardCharsets.ISO_8859_1);
            String whole = trace(document, document.length() * 4);
            assertEquals(whole, trace(document, 1), document);
            assertEquals(whole, trace(document, 2 + random.nextInt(9)), document);
        }
    }

    @Test
    void refusesDepthWithoutMemoryOrStack() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        JsonScanner scanner = new JsonScanner(SHAPE, new JsonListener() {});
        assertFalse(feed(scanner, deep));
        assertTrue(scanner.tooDeep());
        assertEquals(JsonScanner.MAX_DEPTH, scanner.failedAt());
        scanner.reset();
        assertTrue(feed(scanner, "[".repeat(1024) + "]".repeat(1024)));
        assertTrue(scanner.finish());
    }

    @Test
    void readsNumbersOfTenThousandDigits() {
        assertEquals("R3@0 =9223372036854775807 R.", number("9".repeat(10_000)));
        assertEquals("R3@0 =-9223372036854775807 R.", number("-" + "9".repeat(10_000)));
        assertEquals("R3@0 =0 R.", number("0." + "9".repeat(10_000)));
        assertEquals("R3@0 =9007199254740993 R.", number("9007199254740993"));
        assertEquals("R3@0 =123 R.", number("0.000123e6"));
        assertEquals("R3@0 =0 R.", number("1e-" + "9".repeat(10_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "{\"a\"", "{\"a\":", "[1", "\"a", "tru", "-", "1.", "1e", "1e+"
            })
    void knowsThatADocumentIsCutOff(String document) {
        JsonScanner scanner = new JsonScanner(SHAPE, new JsonListener() {});
        assertTrue(feed(scanner, document));
        assertFalse(scanner.finish());
        assertEquals(document.length(), scanner.failedAt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{,}|1",
                "[1,]|3",
                "01|1",
                "{\"a\" 1}|5",
                "\"\\x\"|2",
                "nul!|3",
                "{}x|2",
                "[1}|2",
                "{\"a\":1,}|7",
                "+1|0"
            })
    void saysWhereADocumentIsMalformed(String document, long at) {
        JsonScanner scanner = new JsonScanner(SHAPE, new JsonListener() {});
        feed(scanner, document);
        scanner.finish();
        assertEquals(at, scanner.failedAt());
    }

    private static String number(String text) {
        return trace(text, text.length()).replaceAll("'[^']*' ", "");
    }

    private static boolean feed(JsonScanner scanner, String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return scanner.feed(Bytes.of(bytes), 0, bytes.length);
    }

    /** What the listener hears, pieces of one text joined. */
    private static String trace(String document, int step) {
        Trace trace = new Trace();
        JsonScanner scanner = new JsonScanner(SHAPE, trace);
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += step) {
            // A copy of just the piece: whoever looks beyond it fails.
            int n = Math.min(step, bytes.length - i);
            byte[] piece = new byte[n];
            System.arraycopy(bytes, i, piece, 0, n);
            scanner.feed(Bytes.of(piece), 0, n);
        }
        boolean whole = scanner.finish();
        trace.flush();
        return (trace.out + (whole ? "" : "failed " + scanner.failedAt())).trim();
    }

    private static final class Trace extends JsonListener {
        private final StringBuilder out = new StringBuilder();
        private final java.io.ByteArrayOutputStream text = new java.io.ByteArrayOutputStream();

        void flush() {
            if (text.size() > 0) {
                out.append('\'')
                        .append(
                                text.toString(StandardCharsets.UTF_8)
                                        .replace("\\", "\\\\")
                                        .replace("\n", "\\n"));
                out.append("' ");
                text.reset();
            }
        }

        @Override
        public void begin(int id, int kind, long at) {
            flush();
            out.append((char) id).append(kind).append('@').append(at).append(' ');
        }

        @Override
        public void text(int id, Bytes bytes, int from, int to) {
            text.writeBytes(bytes.toArray(from, to));
        }

        @Override
        public void number(int id, long value) {
            flush();
            out.append('=').append(value).append(' ');
        }

        @Override
        public void end(int id, int kind, long at) {
            flush();
            out.append((char) id).append(". ");
        }
    }
}
