package io.tollgate.quickstart;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.RealParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One page in a real headless Chromium, driven through its debugging protocol. */
final class Browser implements AutoCloseable {

    private static final Pattern PORT =
            Pattern.compile("DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/");

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private int calls;

    private Browser(Process process, String pageSocket) {
        this.process = process;
        this.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(URI.create(pageSocket), new Listener())
                        .join();
    }

    static Browser open(String url) {
        Path binary = RealParts.fromScript("chromium", "chromium.sh");
        try {
            Path folder = Files.createTempDirectory("chromium");
            Path log = folder.resolve("log");
            Process process =
                    new ProcessBuilder(
                                    List.of(
                                            binary.toString(),
                                            "--headless",
                                            "--no-sandbox",
                                            "--disable-gpu",
                                            "--remote-debugging-port=0",
                                            "--user-data-dir=" + folder,
                                            "about:blank"))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            String port = Await.value("Chromium's port", () -> portIn(log));
            RealParts.used(
                    "chromium", RealParts.firstLine(binary.toString(), "--version").orElse(""));
            return new Browser(process, newPage(port, url));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> portIn(Path log) {
        try {
            Matcher found = PORT.matcher(Files.readString(log));
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newPage(String port, String url) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + port + "/json/new?" + url);
        HttpRequest request =
                HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.noBody()).build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return Json.text(Json.read(answer.body()), "webSocketDebuggerUrl", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The value of a JavaScript expression in the page, as text. */
    String read(String expression) {
        int id = ++calls;
        Map<String, Object> parameters =
                Json.object("expression", "String(" + expression + ")", "returnByValue", true);
        Map<String, Object> call =
                Json.object("id", id, "method", "Runtime.evaluate", "params", parameters);
        socket.sendText(Json.write(call), true).join();
        while (true) {
            Map<String, Object> answer = Json.read(nextAnswer());
            if (Json.number(answer, "id", -1) == id) {
                return Json.text(Json.at(Json.at(answer, "result"), "result"), "value", "");
            }
        }
    }

    private String nextAnswer() {
        try {
            String answer = answers.poll(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("Chromium does not answer");
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
    }

    /** Joins the parts of each message. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder open = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            open.append(data);
            if (last) {
                answers.add(open.toString());
                open.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}
