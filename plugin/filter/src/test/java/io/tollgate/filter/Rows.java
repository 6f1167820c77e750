package io.tollgate.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.HttpMessage;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Setup;
import io.tollgate.testkit.Step;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;

/** Calls in a table, each with its answer and what the report must say: one gateway for all. */
final class Rows {
    private record Row(Request request, Answer answer, String[] parts) {}

    private final List<Row> rows = new ArrayList<>();

    Rows add(Request request, Answer answer, String... parts) {
        rows.add(new Row(request.header("x-row: " + rows.size()), answer, parts));
        return this;
    }

    Rows json(String path, String body, String answer, String... parts) {
        return add(Request.json(path, body), Answer.json(answer), parts);
    }

    Rows events(String path, String body, String answer, String... parts) {
        return add(Request.json(path, body), Answer.events(halves(answer)), parts);
    }

    Rows typed(String path, String body, String type, byte[] answer, String... parts) {
        Answer typed = Answer.of(200, "content-type: " + type);
        int half = answer.length / 2;
        byte[] head = java.util.Arrays.copyOf(answer, half);
        byte[] tail = java.util.Arrays.copyOfRange(answer, half, answer.length);
        return add(
                Request.json(path, body),
                typed.then(Step.chunk(head)).then(Step.chunk(tail)),
                parts);
    }

    private static String[] halves(String text) {
        int half = text.length() / 2;
        return new String[] {text.substring(0, half), text.substring(half)};
    }

    private Answer answer(HttpMessage request) {
        return rows.get(Integer.parseInt(request.header("x-row").orElseThrow())).answer();
    }

    /** Neither request nor answer may change by a byte. */
    void pass(Host host) {
        run(host, "{\"usage\":{\"includeUsage\":\"off\"}}", setup -> setup);
    }

    void run(Host host, String config, UnaryOperator<Setup.Builder> more) {
        Setup.Builder setup = Gateways.setup(config).upstream(Cluster.http(this::answer));
        try (Gateway gateway = host.start(more.apply(setup).build())) {
            for (Row row : rows) {
                Exchange exchange = gateway.send(row.request());
                String what = row.request().path() + "\n" + exchange;
                assertEquals(row.answer().status(), exchange.status(), what);
                assertArrayEquals(bytes(row.answer().steps()), exchange.bodyBytes(), what);
                assertArrayEquals(
                        bytes(row.request().steps()),
                        exchange.upstream().orElseThrow().body(),
                        what);
                Gateways.reports(exchange, row.parts());
            }
            assertEquals(0, gateway.metric("wasmcustom.tollgate.panics"));
        }
    }

    private static byte[] bytes(List<Step> steps) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Step step : steps) {
            if (step instanceof Step.Chunk chunk) {
                all.writeBytes(chunk.bytes());
            }
        }
        return all.toByteArray();
    }

    /** Amazon's frames, each with one event. */
    static byte[] frames(String messageType, String... payloads) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (String payload : payloads) {
                all.writeBytes(frame(messageType, payload.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toByteArray();
    }

    private static byte[] frame(String messageType, byte[] payload) throws IOException {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(headers);
        header.writeByte(":message-type".length());
        header.writeBytes(":message-type");
        header.writeByte(7);
        header.writeUTF(messageType);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream frame = new DataOutputStream(out);
        frame.writeInt(16 + headers.size() + payload.length);
        frame.writeInt(headers.size());
        frame.writeInt(crc(out.toByteArray()));
        frame.write(headers.toByteArray());
        frame.write(payload);
        frame.writeInt(crc(out.toByteArray()));
        return out.toByteArray();
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** A document of a model as Bedrock's Invoke streams it. */
    static String chunk(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return "{\"bytes\":\"" + Base64.getEncoder().encodeToString(bytes) + "\",\"p\":\"abc\"}";
    }
}
