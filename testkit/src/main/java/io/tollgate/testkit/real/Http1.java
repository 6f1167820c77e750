package io.tollgate.testkit.real;

import io.tollgate.testkit.Header;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes HTTP/1.1 heads and bodies on a stream, chunk by chunk and with nothing hidden.
 */
final class Http1 {

    private Http1() {}

    /** A start line and header fields in the order they came. */
    record Head(String start, List<Map.Entry<String, String>> fields) {

        Optional<String> first(String name) {
            String wanted = name.toLowerCase(Locale.ROOT);
            return fields.stream()
                    .filter(f -> f.getKey().equals(wanted))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        boolean chunked() {
            return first("transfer-encoding")
                    .orElse("")
                    .toLowerCase(Locale.ROOT)
                    .contains("chunked");
        }
    }

    /** Reads a head; empty where the peer closed before its first byte. */
    static Optional<Head> readHead(InputStream in) throws IOException {
        Optional<String> start = readLine(in);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Head(start.get(), readFields(in)));
    }

    private static List<Map.Entry<String, String>> readFields(InputStream in) throws IOException {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            fields.add(
                    Map.entry(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip()));
        }
        return fields;
    }

    /** Reads the next chunk of a chunked body; empty at its end, after the trailers. */
    static Optional<byte[]> readChunk(InputStream in) throws IOException {
        String size = line(in);
        int semicolon = size.indexOf(';');
        int length = Integer.parseInt(semicolon < 0 ? size : size.substring(0, semicolon), 16);
        if (length == 0) {
            readFields(in);
            return Optional.empty();
        }
        byte[] data = exactly(in, length);
        line(in);
        return Optional.of(data);
    }

    /** Reads a whole body by its framing; a request without framing has none. */
    static byte[] readBody(InputStream in, Head head, boolean untilClose) throws IOException {
        if (head.chunked()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (Optional<byte[]> c = readChunk(in); c.isPresent(); c = readChunk(in)) {
                all.writeBytes(c.get());
            }
            return all.toByteArray();
        }
        Optional<String> length = head.first("content-length");
        if (length.isPresent()) {
            return exactly(in, Integer.parseInt(length.get()));
        }
        return untilClose ? in.readAllBytes() : new byte[0];
    }

    static byte[] head(String start, List<Header> fields) {
        StringBuilder text = new StringBuilder(start).append("\r\n");
        fields.forEach(h -> text.append(h.name()).append(": ").append(h.value()).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] chunk(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 16);
        out.writeBytes(
                (Integer.toHexString(data.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(data);
        out.writeBytes(new byte[] {'\r', '\n'});
        return out.toByteArray();
    }

    static byte[] lastChunk() {
        return "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] data = in.readNBytes(length);
        if (data.length < length) {
            throw new EOFException("body ended after " + data.length + " of " + length + " bytes");
        }
        return data;
    }

    private static String line(InputStream in) throws IOException {
        return readLine(in)
                .orElseThrow(() -> new EOFException("connection closed inside a message"));
    }

    private static Optional<String> readLine(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            text.write(b);
        }
        String line = text.toString(StandardCharsets.ISO_8859_1);
        return Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
}
