package io.tollgate.testkit.real;

import io.tollgate.testkit.Header;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP/1.1 connection with control over every byte: a request can be sent in pieces, an answer
 * read chunk by chunk, and the connection dropped at any point. The static methods do one whole
 * exchange.
 */
public final class RealClient implements AutoCloseable {

    private static final int READ_TIMEOUT_MS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RealClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** A whole answer. Header names are in small letters, the order is that of the wire. */
    public static final class Answer {

        private final int status;
        private final List<Map.Entry<String, String>> headers;
        private final byte[] body;

        private Answer(int status, List<Map.Entry<String, String>> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        /** The status code. */
        public int status() {
            return status;
        }

        /** The header fields in wire order. */
        public List<Map.Entry<String, String>> headers() {
            return headers;
        }

        /** The body as it came, for binary ones. */
        public byte[] bytes() {
            return body.clone();
        }

        /** The body as UTF-8. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The first field of that name. */
        public Optional<String> header(String name) {
            return headers.stream()
                    .filter(h -> h.getKey().equals(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    /** Connects to 127.0.0.1. */
    public static RealClient connect(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_TIMEOUT_MS);
            return new RealClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One GET on a connection of its own. */
    public static Answer get(int port, String path, Map<String, String> headers) {
        return exchange(port, "GET", path, headers, new byte[0]);
    }

    /** One GET, empty where nobody answers. */
    public static Optional<Answer> tryGet(int port, String path) {
        try {
            return Optional.of(get(port, path, Map.of()));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** One POST on a connection of its own; content type JSON unless the headers say otherwise. */
    public static Answer post(int port, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("content-type", "application/json");
        all.putAll(headers);
        return exchange(port, "POST", path, all, body.getBytes(StandardCharsets.UTF_8));
    }

    /** One request of any method on a connection of its own. */
    public static Answer exchange(
            int port, String method, String path, Map<String, String> headers, byte[] body) {
        try (RealClient client = connect(port)) {
            client.sendHead(method, path, withLength(headers, method, body));
            client.send(body);
            return client.readAnswer();
        }
    }

    private static Map<String, String> withLength(
            Map<String, String> headers, String method, byte[] body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (body.length > 0 || "POST".equals(method)) {
            all.putIfAbsent("content-length", String.valueOf(body.length));
        }
        return all;
    }

    /** Sends the request line and the headers; a {@code host} is added where none is given. */
    public void sendHead(String method, String path, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("host", "gateway.test");
        all.putAll(headers);
        send(Http1.head(method + " " + path + " HTTP/1.1", Header.list(all)));
    }

    /** Sends bytes as they are. */
    public void send(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one chunk of a chunked body. */
    public void sendChunk(String text) {
        send(Http1.chunk(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Ends a chunked body. */
    public void endChunks() {
        send(Http1.lastChunk());
    }

    /** Reads the status line and headers of an answer; the body is still to come. */
    public Answer readHead() {
        try {
            Http1.Head head =
                    Http1.readHead(in)
                            .orElseThrow(() -> new IOException("closed without an answer"));
            return new Answer(
                    Integer.parseInt(head.start().split(" ", 3)[1]), head.fields(), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the next chunk of a chunked answer, empty at its end. */
    public Optional<String> readChunk() {
        try {
            return Http1.readChunk(in).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an answer with its body; interim answers (1xx) are passed over. */
    public Answer readAnswer() {
        Answer head = readHead();
        while (head.status() < 200) {
            head = readHead();
        }
        boolean none = head.status() == 204 || head.status() == 304;
        try {
            byte[] body =
                    none
                            ? new byte[0]
                            : Http1.readBody(in, new Http1.Head("", head.headers()), true);
            return new Answer(head.status(), head.headers(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes with a reset, as a client does that dies. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hangs up. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
