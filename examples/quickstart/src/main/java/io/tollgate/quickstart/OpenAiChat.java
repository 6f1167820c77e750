package io.tollgate.quickstart;

import static io.tollgate.quickstart.Json.object;

import io.tollgate.quickstart.Speaker.Speech;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OpenAI's chat completions; Mistral and many servers speak the same. */
final class OpenAiChat {

    /** What every tool is called with. */
    static final List<String> ARGUMENTS = List.of("{\"city\":", "\"Paris\"}");

    private static final String ID = "chatcmpl-demo";

    private final Speaker speaker;

    OpenAiChat(Speaker speaker) {
        this.speaker = speaker;
    }

    void answer(Call call) throws IOException {
        Map<String, Object> body = call.body();
        List<String> prompt = Prompts.messages(Json.list(body, "messages"));
        boolean tool = !Json.list(body, "tools").isEmpty() && !answersATool(body);
        Speech speech =
                tool
                        ? speaker.call(prompt, toolName(body), ARGUMENTS)
                        : speaker.speak(prompt, call.wanted(), OpenAi.maximum(body));
        if (call.stream()) {
            stream(call, speech, tool);
        } else {
            whole(call, speech, tool);
        }
    }

    private static void whole(Call call, Speech speech, boolean tool) throws IOException {
        Map<String, Object> message = object("role", "assistant");
        message.put("content", tool ? null : speech.text());
        if (tool) {
            message.put("tool_calls", List.of(toolCall(call.body())));
        }
        Map<String, Object> choice = object("index", 0, "message", message, "logprobs", null);
        choice.put("finish_reason", OpenAi.reason(speech, tool));
        Map<String, Object> answer = OpenAi.head(call, ID, "chat.completion");
        answer.put("choices", List.of(choice));
        if (call.tellsUsage()) {
            answer.put("usage", OpenAi.usage(speech));
        }
        call.json(200, answer);
    }

    private static void stream(Call call, Speech speech, boolean tool) throws IOException {
        Call.Stream out = call.stream("text/event-stream");
        Map<String, Object> first =
                tool ? toolDelta(call) : object("role", "assistant", "content", "");
        out.data(chunk(call, first, null));
        List<String> pieces = tool ? List.of() : speech.pieces();
        out.say(pieces, text -> out.data(chunk(call, object("content", text), null)));
        out.data(chunk(call, object(), OpenAi.reason(speech, tool)));
        if (asksForUsage(call) && call.tellsUsage()) {
            out.data(usageChunk(call, speech));
        }
        out.write(OpenAi.DONE);
        out.end();
    }

    private static Map<String, Object> usageChunk(Call call, Speech speech) {
        Map<String, Object> last = OpenAi.head(call, ID, "chat.completion.chunk");
        last.put("choices", List.of());
        last.put("usage", OpenAi.usage(speech));
        return last;
    }

    private static boolean asksForUsage(Call call) {
        return Json.flag(Json.at(call.body(), "stream_options"), "include_usage");
    }

    private static Map<String, Object> chunk(Call call, Map<String, Object> delta, String reason) {
        Map<String, Object> chunk = OpenAi.head(call, ID, "chat.completion.chunk");
        Map<String, Object> choice = object("index", 0, "delta", delta, "logprobs", null);
        choice.put("finish_reason", reason);
        chunk.put("choices", List.of(choice));
        if (asksForUsage(call)) {
            chunk.put("usage", null);
        }
        return chunk;
    }

    private static boolean answersATool(Map<String, Object> body) {
        List<?> messages = Json.list(body, "messages");
        return !messages.isEmpty()
                && messages.get(messages.size() - 1) instanceof Map<?, ?> last
                && "tool".equals(last.get("role"));
    }

    private static Map<String, Object> toolDelta(Call call) {
        Map<String, Object> part = new LinkedHashMap<>(toolCall(call.body()));
        part.put("index", 0);
        return object("role", "assistant", "content", null, "tool_calls", List.of(part));
    }

    private static String toolName(Map<String, Object> body) {
        return Json.text(Json.at(Json.first(body, "tools"), "function"), "name", "");
    }

    private static Map<String, Object> toolCall(Map<String, Object> body) {
        Map<String, Object> called =
                object("name", toolName(body), "arguments", String.join("", ARGUMENTS));
        return object("id", "call_demo", "type", "function", "function", called);
    }
}
