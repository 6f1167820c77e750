package io.tollgate.quickstart;

import static io.tollgate.quickstart.Json.object;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A provider that speaks OpenAI's and Anthropic's shapes and says truly how many tokens it used.
 */
final class DemoProvider {

    private final Map<String, Handler> handlers = new LinkedHashMap<>();

    DemoProvider(Speaker speaker) {
        OpenAi openAi = new OpenAi(speaker);
        Anthropic anthropic = new Anthropic(speaker);
        handlers.put("/v1/chat/completions", new OpenAiChat(speaker)::answer);
        handlers.put("/v1/completions", openAi::completions);
        handlers.put("/v1/embeddings", openAi::embeddings);
        handlers.put("/v1/models", OpenAi::models);
        handlers.put("/v1/responses", new Responses(speaker)::answer);
        handlers.put("/v1/messages", anthropic::messages);
        handlers.put("/v1/messages/count_tokens", anthropic::count);
    }

    /** Answers one call of a dialect. */
    @FunctionalInterface
    private interface Handler {
        void answer(Call call) throws IOException;
    }

    /** Whether this path is one of the provider's. */
    boolean serves(String path) {
        return path.startsWith("/v1/");
    }

    void handle(HttpExchange exchange) throws IOException {
        Call call = new Call(exchange);
        call.pause();
        Optional<Integer> failure = call.failure();
        if (failure.isPresent()) {
            call.json(failure.get(), error("the caller asked for this failure"));
            return;
        }
        Handler handler = handlers.get(call.path());
        if (handler == null) {
            call.json(404, error("the demo provider has no " + call.path()));
            return;
        }
        handler.answer(call);
    }

    private static Map<String, Object> error(String message) {
        Map<String, Object> inner =
                object("message", message, "type", "demo_error", "param", null, "code", null);
        return object("type", "error", "error", inner);
    }
}
