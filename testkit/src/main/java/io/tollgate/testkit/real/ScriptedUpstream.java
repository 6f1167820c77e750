package io.tollgate.testkit.real;

import io.tollgate.testkit.Header;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP/1.1 server that does exactly what a test scripts: bytes and chunks as given, waits at a
 * {@link Gate}, resets in the middle. Each request is recorded when its head is there and its body
 * when it was read.
 */
public final class ScriptedUpstream implements AutoCloseable {

    /** What happens to one request. */
    @FunctionalInterface
    public interface Script {
        /** Answers, or does not. */
        void play(Exchange exchange) throws IOException;
    }

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
    private volatile Script script;

    private ScriptedUpstream(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    /** Starts on a free port. */
    public static ScriptedUpstream start(Script script) {
        try {
            ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
            ScriptedUpstream upstream = new ScriptedUpstream(server, script);
            daemon(upstream::accept, "upstream " + server.getLocalPort());
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that gives the same JSON to everyone. */
    public static ScriptedUpstream json(String body) {
        return start(
                exchange -> {
                    exchange.body();
                    exchange.answer(200, Map.of("content-type", "application/json"), body);
                });
    }

    /** The script from the next request on. */
    public void script(Script next) {
        script = next;
    }

    /** The port. */
    public int port() {
        return server.getLocalPort();
    }

    /** Requests so far. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** The request with this number, from 0; waits for it. */
    public Exchange exchange(int number) {
        Await.until("upstream request " + number, () -> exchanges.size() > number);
        return exchanges.get(number);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                daemon(() -> serve(socket), "upstream connection");
            }
        } catch (IOException e) {
            // The server was closed: nothing more to accept.
            open.clear();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Optional<Http1.Head> head = Http1.readHead(in);
            while (head.isPresent() && !socket.isClosed()) {
                play(new Exchange(socket, in, head.get()));
                head = socket.isClosed() ? Optional.empty() : Http1.readHead(in);
            }
        } catch (IOException e) {
            // The peer went away, which is what many tests are about.
            open.remove(socket);
        } finally {
            open.remove(socket);
        }
    }

    private void play(Exchange exchange) throws IOException {
        exchanges.add(exchange);
        script.play(exchange);
        if (!exchange.socket.isClosed()) {
            exchange.body();
        }
    }

    /** One request and the means to answer it. */
    public static final class Exchange {

        private final Socket socket;
        private final InputStream in;
        private final Http1.Head head;
        private byte[] body;

        private Exchange(Socket socket, InputStream in, Http1.Head head) {
            this.socket = socket;
            this.in = in;
            this.head = head;
        }

        /** The method. */
        public String method() {
            return head.start().substring(0, head.start().indexOf(' '));
        }

        /** The path with its query. */
        public String path() {
            return head.start().split(" ", 3)[1];
        }

        /** The header fields in wire order, names in small letters. */
        public List<Map.Entry<String, String>> headers() {
            return head.fields();
        }

        /** The first field of that name. */
        public Optional<String> header(String name) {
            return head.first(name);
        }

        /** The request body; reads it where it was not read yet. */
        public synchronized byte[] body() throws IOException {
            if (body == null) {
                body = Http1.readBody(in, head, false);
            }
            return body;
        }

        /** The request body as UTF-8, for assertions. */
        public String text() {
            try {
                return new String(body(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A whole answer with a content length. */
        public void answer(int status, Map<String, String> headers, String text)
                throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put("content-length", String.valueOf(bytes.length));
            start(status, all);
            write(bytes);
        }

        /** Status line and headers as given. */
        public void start(int status, Map<String, String> headers) throws IOException {
            start(status, Header.list(headers));
        }

        /** The same; a name may stand there several times. */
        public void start(int status, List<Header> headers) throws IOException {
            write(Http1.head("HTTP/1.1 " + status + " Scripted", headers));
        }

        /** Status line and headers of a stream of server-sent events in chunks. */
        public void startEvents() throws IOException {
            start(200, Map.of("content-type", "text/event-stream", "transfer-encoding", "chunked"));
        }

        /** One chunk, in one write. */
        public void chunk(String text) throws IOException {
            write(Http1.chunk(text.getBytes(StandardCharsets.UTF_8)));
        }

        /** Ends a chunked answer. */
        public void endChunks() throws IOException {
            write(Http1.lastChunk());
        }

        /** Bytes as they are. */
        public void write(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        /** Waits until the peer closes; what it sends until then is dropped. */
        public void awaitHangUp() {
            try {
                while (in.read() >= 0) {
                    in.skipNBytes(in.available());
                }
            } catch (IOException e) {
                // A reset is a hang-up, too.
                return;
            }
        }

        /** Closes with a reset. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Closes in good order. */
        public void close() throws IOException {
            socket.close();
        }
    }
}
