package io.tollgate.proofs;

import io.tollgate.testkit.real.ScriptedUpstream.Exchange;
import java.io.IOException;
import java.util.Map;

/**
 * How a provider answers one request: the client asks for it in the header {@code x-play}.
 *
 * @param kind {@code json}, {@code stream} or {@code error}
 * @param input tokens of the prompt, those from the cache among them
 * @param cached tokens from the cache
 * @param output tokens of the answer
 * @param status response code
 */
record Play(String kind, long input, long cached, long output, int status) {
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    static Play json(long input, long output) {
        return new Play("json", input, 0, output, 200);
    }

    static Play parse(String header) {
        String[] parts = header.split(",");
        return new Play(
                parts[0],
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Integer.parseInt(parts[4]));
    }

    String header() {
        return kind + "," + input + "," + cached + "," + output + "," + status;
    }

    long total() {
        return kind.equals("error") ? 0 : input + output;
    }

    void answer(Exchange exchange) throws IOException {
        boolean anthropic = exchange.path().contains("messages");
        if (kind.equals("error")) {
            exchange.answer(status, JSON, "{\"error\":{\"message\":\"no\",\"type\":\"error\"}}");
        } else if (kind.equals("json")) {
            exchange.answer(status, JSON, anthropic ? anthropic() : openAi());
        } else if (anthropic) {
            anthropicStream(exchange);
        } else {
            openAiStream(exchange, exchange.text().contains("\"include_usage\":true"));
        }
    }

    private String openAiUsage() {
        return "\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d,"
                        .formatted(input, output, input + output)
                + "\"prompt_tokens_details\":{\"cached_tokens\":%d}}".formatted(cached);
    }

    private String openAi() {
        return "{\"id\":\"x\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                + "\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],"
                + openAiUsage()
                + "}";
    }

    private String anthropicUsage(long written) {
        return "\"usage\":{\"input_tokens\":%d,\"cache_read_input_tokens\":%d,\"output_tokens\":%d}"
                .formatted(input - cached, cached, written);
    }

    private String anthropic() {
        return "{\"id\":\"x\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude\","
                + "\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\","
                + anthropicUsage(output)
                + "}";
    }

    static String delta(String escaped) {
        return "data: {\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                + escaped
                + "\"},\"finish_reason\":null}]}\n\n";
    }

    private void openAiStream(Exchange exchange, boolean told) throws IOException {
        exchange.startEvents();
        exchange.chunk(delta("Hel"));
        exchange.chunk(delta("lo"));
        exchange.chunk(
                "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n");
        if (told) {
            exchange.chunk("data: {\"choices\":[]," + openAiUsage() + "}\n\n");
        }
        exchange.chunk("data: [DONE]\n\n");
        exchange.endChunks();
    }

    private static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + fields + "}\n\n";
    }

    private void anthropicStream(Exchange exchange) throws IOException {
        exchange.startEvents();
        exchange.chunk(
                event("message_start", ",\"message\":{\"id\":\"x\"," + anthropicUsage(1) + "}"));
        exchange.chunk(
                event(
                        "content_block_delta",
                        ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}"));
        exchange.chunk(
                event(
                        "message_delta",
                        ",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":%d}"
                                .formatted(output)));
        exchange.chunk(event("message_stop", ""));
        exchange.endChunks();
    }
}
