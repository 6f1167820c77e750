package io.tollgate.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An upstream that remembers nothing, so that it can be asked a million times. */
final class SoakUpstream implements AutoCloseable {
    private static final int PIECE = 4096;
    private static final int PIECES = 50;
    private static final byte[] BYTES = new byte[PIECE];

    static {
        // The server writes head and body apart: the second would wait for the first's receipt.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    SoakUpstream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        server.setExecutor(threads);
        server.createContext("/", SoakUpstream::small);
        server.createContext("/large", SoakUpstream::large);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void small(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, PIECE);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(BYTES);
        }
    }

    private static void large(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < PIECES; i++) {
                out.write(BYTES);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
