package io.tollgate.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves the demo provider, the live page and the page's playground on one port. */
final class DemoServer implements AutoCloseable {

    private static final Map<String, String> FILES =
            Map.of("/", "index.html", "/app.js", "app.js", "/app.css", "app.css");
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html; charset=utf-8", "js", "text/javascript", "css", "text/css");

    private static final List<String> SHOWN = List.of("content-type", "x-ratelimit", "retry");

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final DemoProvider provider;
    private final Supplier<Map<String, Object>> state;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int gateway;

    private DemoServer(
            int port, int gateway, DemoProvider provider, Supplier<Map<String, Object>> state) {
        this.provider = provider;
        this.state = state;
        this.gateway = gateway;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port, e);
        }
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Starts on {@code port} (0 for a free one); the playground sends to the gateway's port. */
    static DemoServer start(
            int port, int gateway, DemoProvider provider, Supplier<Map<String, Object>> state) {
        // Without this each chunk of a stream waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        return new DemoServer(port, gateway, provider, state);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            route(exchange, exchange.getRequestURI().getPath());
        } catch (UncheckedIOException e) {
            send(exchange, 400, "text/plain", utf8(String.valueOf(e.getMessage())));
        }
        // Not in a finally: a cut stream must end without its last chunk, and the server sees to
        // that.
        exchange.close();
    }

    private void route(HttpExchange exchange, String path) throws IOException {
        if (provider.serves(path)) {
            provider.handle(exchange);
        } else if (path.startsWith("/play/")) {
            play(exchange, path.substring("/play".length()));
        } else if ("/api/state".equals(path)) {
            send(exchange, 200, "application/json", utf8(Json.write(state.get())));
        } else {
            file(exchange, FILES.get(path));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void file(HttpExchange exchange, String name) throws IOException {
        if (name == null) {
            send(exchange, 404, "text/plain", utf8("nothing here"));
            return;
        }
        try (InputStream in = DemoServer.class.getResourceAsStream("/page/" + name)) {
            send(
                    exchange,
                    200,
                    TYPES.get(name.substring(name.indexOf('.') + 1)),
                    in.readAllBytes());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
            throws IOException {
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /**
     * The page and the gateway are two origins to a browser, so the page's requests go through
     * here.
     */
    private void play(HttpExchange exchange, String path) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway + path));
        request.header("content-type", "application/json");
        String key = exchange.getRequestHeaders().getFirst("authorization");
        if (key != null) {
            request.header("authorization", key);
        }
        request.POST(
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        try {
            pass(client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()), exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(HttpResponse<InputStream> answer, HttpExchange exchange)
            throws IOException {
        answer.headers()
                .map()
                .forEach(
                        (name, values) -> {
                            if (SHOWN.stream().anyMatch(name::startsWith)) {
                                exchange.getResponseHeaders().put(name, values);
                            }
                        });
        exchange.sendResponseHeaders(answer.statusCode(), 0);
        OutputStream out = exchange.getResponseBody();
        byte[] buffer = new byte[8192];
        try (InputStream in = answer.body()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        }
    }
}
