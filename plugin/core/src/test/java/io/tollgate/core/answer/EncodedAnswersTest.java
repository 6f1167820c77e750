package io.tollgate.core.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.core.endpoint.Dialect;
import io.tollgate.core.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class EncodedAnswersTest {
    private static final String CHUNK = "data: {\"choices\":[{\"delta\":{\"content\":\"é\"}}]}\n\n";
    private static final String STOP = "data: {\"choices\":[{\"finish_reason\":\"stop\"}]}\n\n";
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":6}}\n\n";

    @Test
    void decodesGzipAndLeavesOtherEncodingsUnread() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(Reading.utf8(CHUNK.repeat(500) + STOP + USAGE));
        }
        byte[] zipped = out.toByteArray();
        Headers gzip = Headers.of("content-type", "text/event-stream", "content-encoding", "gzip");
        Reading whole = Reading.of(Dialect.OPENAI, gzip, zipped, true);
        assertEquals("5/0/0 6/0 0 final", Reading.brief(whole));
        assertEquals("é".repeat(500), whole.produced());
        for (int i = 0; i < zipped.length; i++) {
            assertEquals(
                    whole,
                    Reading.of(
                            Dialect.OPENAI, gzip, zipped, true, i, Math.min(i + 1, zipped.length)));
        }
        assertEquals(
                whole,
                Reading.of(
                        Dialect.OPENAI,
                        gzip,
                        zipped,
                        true,
                        Reading.cuts(zipped.length, 90, new Random(1))));
        Headers br = Headers.of("content-type", "text/event-stream", "content-encoding", "br");
        Reading unread = Reading.of(Dialect.OPENAI, br, Reading.utf8(USAGE), true);
        assertEquals(
                "0/0/0 0/0 0 none ENCODING", Reading.brief(unread) + " " + unread.facts().unread());
        assertEquals(
                Unread.ENCODING,
                Reading.of(Dialect.OPENAI, gzip, Reading.utf8("data: x"), true).facts().unread());
        assertEquals(
                Unread.TYPE,
                Reading.of(Dialect.OPENAI, Headers.of("content-type", "audio/mpeg"), zipped, true)
                        .facts()
                        .unread());
    }
}
