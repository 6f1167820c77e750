package io.tollgate.quickstart;

import static io.tollgate.quickstart.Json.object;

import io.tollgate.quickstart.Speaker.Speech;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Anthropic's messages and its token counting. */
final class Anthropic {

    private final Speaker speaker;

    Anthropic(Speaker speaker) {
        this.speaker = speaker;
    }

    void messages(Call call) throws IOException {
        boolean tool = !Json.list(call.body(), "tools").isEmpty();
        Speech speech =
                tool
                        ? speaker.call(prompt(call), toolName(call), OpenAiChat.ARGUMENTS)
                        : speaker.speak(prompt(call), call.wanted(), OpenAi.maximum(call.body()));
        if (call.stream()) {
            stream(call, speech, tool);
            return;
        }
        Map<String, Object> message = message(call, speech.input(), speech.output());
        message.put(
                "content",
                List.of(tool ? toolUse(call, object("city", "Paris")) : text(speech.text())));
        message.put("stop_reason", reason(speech, tool));
        call.json(200, message);
    }

    void count(Call call) throws IOException {
        call.json(200, object("input_tokens", speaker.count(prompt(call))));
    }

    private static List<String> prompt(Call call) {
        List<String> prompt = new ArrayList<>(Prompts.messages(Json.list(call.body(), "messages")));
        if (call.body().containsKey("system")) {
            prompt.add(0, Prompts.textOf(call.body().get("system")));
        }
        return prompt;
    }

    private static void stream(Call call, Speech speech, boolean tool) throws IOException {
        Call.Stream out = call.stream("text/event-stream");
        send(out, "message_start", object("message", message(call, speech.input(), 1)));
        Map<String, Object> block = tool ? toolUse(call, object()) : text("");
        send(out, "content_block_start", object("index", 0, "content_block", block));
        send(out, "ping", object());
        out.say(speech.pieces(), piece -> send(out, "content_block_delta", delta(piece, tool)));
        send(out, "content_block_stop", object("index", 0));
        Map<String, Object> end =
                object("stop_reason", reason(speech, tool), "stop_sequence", null);
        Map<String, Object> usage = object("output_tokens", speech.output());
        send(out, "message_delta", object("delta", end, "usage", usage));
        send(out, "message_stop", object());
        out.end();
    }

    /** An event carries its name inside as well. */
    private static void send(Call.Stream out, String type, Map<String, Object> rest)
            throws IOException {
        Map<String, Object> event = object("type", type);
        event.putAll(rest);
        out.event(type, event);
    }

    private static Map<String, Object> delta(String piece, boolean tool) {
        Map<String, Object> delta =
                tool
                        ? object("type", "input_json_delta", "partial_json", piece)
                        : object("type", "text_delta", "text", piece);
        return object("index", 0, "delta", delta);
    }

    private static Map<String, Object> message(Call call, int input, int output) {
        Map<String, Object> usage = object("input_tokens", input, "cache_creation_input_tokens", 0);
        usage.putAll(object("cache_read_input_tokens", 0, "output_tokens", output));
        Map<String, Object> message =
                object("id", "msg_demo", "type", "message", "role", "assistant");
        message.putAll(object("model", call.model(), "content", List.of(), "stop_reason", null));
        message.putAll(object("stop_sequence", null, "usage", usage));
        return message;
    }

    private static Map<String, Object> text(String text) {
        return object("type", "text", "text", text);
    }

    private static String toolName(Call call) {
        return Json.text(Json.first(call.body(), "tools"), "name", "");
    }

    private static Map<String, Object> toolUse(Call call, Map<String, Object> input) {
        return object(
                "type", "tool_use", "id", "toolu_demo", "name", toolName(call), "input", input);
    }

    private static String reason(Speech speech, boolean tool) {
        return tool ? "tool_use" : speech.cut() ? "max_tokens" : "end_turn";
    }
}
