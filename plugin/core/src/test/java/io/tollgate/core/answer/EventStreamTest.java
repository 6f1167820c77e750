package io.tollgate.core.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.core.endpoint.Dialect;
import io.tollgate.core.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // the ends of the lines matter here
class EventStreamTest {
    private static final Headers TYPE =
            Headers.of("content-type", "application/vnd.amazon.eventstream");

    private static byte[] frame(String messageType, String payload) throws IOException {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(headers);
        data.write(
                new byte[] {1, 'x', 4, 0, 0, 0, 1, 1, 'y', 0, 1, 'z', 8, 0, 0, 0, 0, 0, 0, 0, 0});
        for (String[] header :
                new String[][] {{":event-type", "e"}, {":message-type", messageType}}) {
            data.writeByte(header[0].length());
            data.writeBytes(header[0]);
            data.writeByte(7);
            data.writeUTF(header[1]);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream frame = new DataOutputStream(out);
        byte[] body = Reading.utf8(payload);
        frame.writeInt(16 + headers.size() + body.length);
        frame.writeInt(headers.size());
        frame.writeInt((int) crc(out.toByteArray()));
        frame.write(headers.toByteArray());
        frame.write(body);
        frame.writeInt((int) crc(out.toByteArray()));
        return out.toByteArray();
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static String read(Dialect dialect, byte[] stream) {
        Reading whole = Reading.of(dialect, TYPE, stream, true);
        for (int i = 0; i < stream.length; i++) {
            assertEquals(whole, Reading.of(dialect, TYPE, stream, true, i));
        }
        AnswerFacts facts = whole.facts();
        return facts.usage().input()
                + "/"
                + facts.usage().output()
                + " '"
                + whole.produced()
                + "'"
                + (facts.usageFinal() ? " final" : "")
                + (facts.error() ? " error" : "");
    }

    private static String chunk(String event) {
        return "{\"bytes\":\""
                + Base64.getEncoder().encodeToString(Reading.utf8(event))
                + "\",\"p\":\"abc\"}";
    }

    @Test
    void readsConverseStreams() throws IOException {
        byte[] text = frame("event", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"hé\"}}");
        byte[] stop = frame("event", "{\"stopReason\":\"end_turn\"}");
        byte[] usage =
                frame("event", "{\"metrics\":{},\"usage\":{\"inputTokens\":9,\"outputTokens\":4}}");
        assertEquals("9/4 'hé' final", read(Dialect.BEDROCK, join(text, stop, usage)));
        assertEquals("0/0 'hé'", read(Dialect.BEDROCK, join(text, stop)));
    }

    @Test
    void takesAnExceptionForAnError() throws IOException {
        byte[] text = frame("event", "{\"delta\":{\"text\":\"h\"}}");
        assertEquals(
                "0/0 'h' error",
                read(
                        Dialect.BEDROCK,
                        join(text, frame("exception", "{\"message\":\"slow down\"}"))));
    }

    @Test
    void believesNoFrameWithAWrongChecksum() throws IOException {
        byte[] good = frame("event", "{\"usage\":{\"inputTokens\":9,\"outputTokens\":4}}");
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            assertEquals("0/0 ''", read(Dialect.BEDROCK, join(bad, good)), "byte " + i);
        }
    }

    @Test
    void readsTheModelsEventsInsideOfInvokeStreams() throws IOException {
        byte[] start =
                frame(
                        "event",
                        chunk(
                                "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":9,\"cache_read_input_tokens\":2,\"output_tokens\":1}}}"));
        byte[] text =
                frame(
                        "event",
                        chunk(
                                "{\"type\":\"content_block_delta\",\"delta\":{\"text\":\"hé"
                                        + "o".repeat(2000)
                                        + "\"}}"));
        byte[] stop =
                frame(
                        "event",
                        chunk(
                                "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":9,\"outputTokenCount\":44,\"cacheReadInputTokenCount\":2}}"));
        assertEquals(
                "11/44 'hé" + "o".repeat(2000) + "' final",
                read(Dialect.INVOKE, join(start, text, stop)));
        assertEquals("11/1 ''", read(Dialect.INVOKE, start));
    }
}
