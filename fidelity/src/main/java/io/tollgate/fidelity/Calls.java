package io.tollgate.fidelity;

import io.tollgate.abi.Block;
import io.tollgate.abi.Header;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.host.Status;
import io.tollgate.abi.wire.Pairs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs one command and writes down what it returned. */
final class Calls {
    private final HostPort port;
    private int metric;
    private int queue;

    Calls(HostPort port) {
        this.port = port;
    }

    String run(Line line, int stream) {
        return switch (line.word(0)) {
            case "get_buffer" ->
                    bytes(port.getBuffer(line.number(1), line.number(2), line.number(3)));
            case "buffer_size" -> number(port.getBufferSize(line.number(1)));
            case "set_buffer" ->
                    status(
                            port.setBuffer(
                                    line.number(1),
                                    line.number(2),
                                    line.number(3),
                                    block(line.word(4))));
            case "header" -> bytes(port.getHeader(line.number(1), line.word(2)));
            case "headers" -> pairs(port.getHeaders(line.number(1)));
            case "set_headers" -> status(port.setHeaders(line.number(1), pairsOf(line, 2)));
            case "set_headers_raw" -> status(port.setHeaders(line.number(1), block(line.word(2))));
            case "add" -> status(port.addHeader(line.number(1), line.word(2), line.word(3)));
            case "replace" ->
                    status(port.replaceHeader(line.number(1), line.word(2), line.word(3)));
            case "remove" -> status(port.removeHeader(line.number(1), line.word(2)));
            case "headers_size" -> status(port.getHeadersSize(line.number(1)));
            default -> streams(line, stream);
        };
    }

    private String streams(Line line, int stream) {
        return switch (line.word(0)) {
            case "continue" -> status(port.continueStream(line.number(1)));
            case "close" -> status(port.closeStream(line.number(1)));
            case "reply" ->
                    status(
                            port.sendLocalResponse(
                                    line.number(1),
                                    line.word(2),
                                    block(line.word(3)),
                                    pairsOf(line, 4),
                                    -1));
            case "effective" ->
                    status(
                            port.setEffectiveContext(
                                    line.word(1).equals("stream") ? stream : line.number(1)));
            case "done" -> status(port.done());
            case "tick" -> status(port.setTickPeriod(line.number(1)));
            case "log" -> status(port.log(line.number(1), line.word(2)));
            case "level" -> number(port.getLogLevel());
            case "time" -> status(port.getCurrentTime());
            case "call_status" -> status(port.getCallStatus()) + " " + port.takeNumber();
            case "prop" -> bytes(port.getProperty(line.word(1).replace('/', '\0')));
            case "prop_size" -> size(port.getProperty(line.word(1).replace('/', '\0')));
            case "prop_number" -> little(port.getProperty(line.word(1).replace('/', '\0')));
            case "set_prop" ->
                    status(port.setProperty(line.word(1).replace('/', '\0'), block(line.word(2))));
            case "foreign" -> bytes(port.callForeignFunction(line.word(1), block(line.word(2))));
            case "roundtrip" -> roundtrip(line.word(1));
            default -> callouts(line);
        };
    }

    private String callouts(Line line) {
        return switch (line.word(0)) {
            case "http" ->
                    status(
                            port.httpCall(
                                    line.word(1),
                                    pairsOf(line, 3),
                                    block(""),
                                    block(""),
                                    line.number(2)));
            case "grpc" ->
                    status(
                            port.grpcCall(
                                    block(line.word(1)), "s.S", "M", block(""), block("x"), 500));
            case "cancel" -> status(port.grpcCancel(line.number(1)));
            case "open" ->
                    number(port.grpcStream(block(line.word(1)), "s.S", "M", pairsOf(line, 2)));
            case "send" -> status(port.grpcSend(line.number(1), block(line.word(2)), false));
            case "send_last" -> status(port.grpcSend(line.number(1), block(line.word(2)), true));
            case "half_close" -> status(port.grpcClose(line.number(1)));
            case "shared_get" -> bytes(port.getSharedData(line.word(1)));
            case "shared_set" ->
                    status(port.setSharedData(line.word(1), block(line.word(2)), line.number(3)));
            case "shared_cas" -> cas(line.word(1), line.word(2));
            default -> others(line);
        };
    }

    private String others(Line line) {
        return switch (line.word(0)) {
            case "queue" -> keepQueue(port.registerQueue(line.word(1)));
            case "resolve" -> status(port.resolveQueue(line.word(1), line.word(2)));
            case "enqueue" -> status(port.enqueue(queueOf(line.word(1)), block(line.word(2))));
            case "dequeue" -> bytes(port.dequeue(queueOf(line.word(1))));
            case "metric" -> keepMetric(port.defineMetric(line.number(1), line.word(2)));
            case "inc" -> status(port.incrementMetric(metricOf(line.word(1)), line.number(2)));
            case "rec" -> status(port.recordMetric(metricOf(line.word(1)), line.number(2)));
            case "value" -> wide(port.getMetric(metricOf(line.word(1))));
            default -> "unknown command";
        };
    }

    private String keepQueue(int status) {
        queue = status == Status.OK ? port.takeNumber() : 0;
        return status(status);
    }

    private int queueOf(String name) {
        return name.equals("own") ? queue : Integer.parseInt(name);
    }

    private String keepMetric(int status) {
        metric = status == Status.OK ? port.takeNumber() : 0;
        return status(status) + " kind " + (metric & 3);
    }

    private int metricOf(String name) {
        return name.equals("own") ? metric : Integer.parseInt(name);
    }

    private String cas(String key, String value) {
        int read = port.getSharedData(key);
        if (read != Status.OK) {
            return status(read);
        }
        port.takeBytes().free();
        int version = port.takeNumber();
        return status(port.setSharedData(key, block(value), version + 1000))
                + " then "
                + status(port.setSharedData(key, block(value), version));
    }

    private String roundtrip(String text) {
        int packed = port.callForeignFunction("compress", block(text));
        if (packed != Status.OK) {
            return status(packed);
        }
        Block middle = port.takeBytes();
        String result = bytes(port.callForeignFunction("uncompress", middle));
        middle.free();
        return result;
    }

    private static String status(int status) {
        return Status.name(status);
    }

    private String number(int status) {
        return status == Status.OK ? "OK " + port.takeNumber() : status(status);
    }

    private String wide(int status) {
        return status == Status.OK ? "OK " + port.takeLong() : status(status);
    }

    private String bytes(int status) {
        return status == Status.OK ? "OK '" + taken() + "'" : status(status);
    }

    private String size(int status) {
        return status == Status.OK ? "OK size " + taken().length() : status(status);
    }

    private String little(int status) {
        if (status != Status.OK) {
            return status(status);
        }
        Block block = port.takeBytes();
        String result =
                "OK "
                        + (block.length() == 8
                                ? Long.toString(block.longAt(0))
                                : "size " + block.length());
        block.free();
        return result;
    }

    private String taken() {
        Block block = port.takeBytes();
        String text = block.text();
        block.free();
        return text;
    }

    private String pairs(int status) {
        if (status != Status.OK) {
            return status(status);
        }
        Block block = port.takeBytes();
        StringBuilder text = new StringBuilder("OK");
        for (Header header : Pairs.decode(block)) {
            if (header.name().startsWith("x-test")) {
                text.append(' ').append(header.name()).append('=').append(header.value());
            }
        }
        block.free();
        return text.toString();
    }

    /** Words from this place on as {@code name=value}. */
    private Block pairsOf(Line line, int from) {
        List<Header> pairs = new ArrayList<>();
        for (int i = from; i < line.words().size(); i++) {
            int equals = line.word(i).indexOf('=');
            if (equals > 0) {
                pairs.add(
                        new Header(
                                line.word(i).substring(0, equals),
                                line.word(i).substring(equals + 1)));
            }
        }
        byte[] bytes = Pairs.encode(pairs);
        return port.block(bytes, 0, bytes.length);
    }

    /** Bytes of a word: text, or {@code hex:} and digits. */
    private Block block(String word) {
        byte[] bytes = word.startsWith("hex:") ? hex(word) : word.getBytes(StandardCharsets.UTF_8);
        return port.block(bytes, 0, bytes.length);
    }

    private static byte[] hex(String word) {
        byte[] bytes = new byte[(word.length() - 4) / 2];
        for (int i = 0; i < bytes.length; i++) {
            int at = 4 + 2 * i;
            bytes[i] =
                    (byte)
                            (Character.digit(word.charAt(at), 16) << 4
                                    | Character.digit(word.charAt(at + 1), 16));
        }
        return bytes;
    }
}
