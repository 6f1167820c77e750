package io.tollgate.quickstart;

import static io.tollgate.quickstart.Json.object;

import io.tollgate.quickstart.Speaker.Speech;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** OpenAI's responses. */
final class Responses {

    private static final String ID = "resp_demo";
    private static final String ITEM = "msg_demo";

    private final Speaker speaker;

    Responses(Speaker speaker) {
        this.speaker = speaker;
    }

    void answer(Call call) throws IOException {
        Object input = call.body().get("input");
        List<?> items = input instanceof List<?> list ? list : List.of(String.valueOf(input));
        int maximum = OpenAi.maximum(call.body());
        Speech speech = speaker.speak(Prompts.messages(items), call.wanted(), maximum);
        if (call.stream()) {
            stream(call, speech);
        } else {
            call.json(200, response(call, speech, true));
        }
    }

    private static void stream(Call call, Speech speech) throws IOException {
        Call.Stream out = call.stream("text/event-stream");
        Numbered events = new Numbered(out);
        events.send("response.created", object("response", response(call, speech, false)));
        events.send("response.output_item.added", object("output_index", 0, "item", item("")));
        events.send("response.content_part.added", place("part", part("")));
        out.say(speech.pieces(), t -> events.send("response.output_text.delta", place("delta", t)));
        String text = speech.text();
        events.send("response.output_text.done", place("text", text));
        events.send("response.content_part.done", place("part", part(text)));
        events.send("response.output_item.done", object("output_index", 0, "item", item(text)));
        events.send("response.completed", object("response", response(call, speech, true)));
        out.end();
    }

    private static Map<String, Object> place(String name, Object value) {
        Map<String, Object> place = object("item_id", ITEM, "output_index", 0, "content_index", 0);
        place.putAll(object(name, value, "logprobs", List.of()));
        return place;
    }

    private static Map<String, Object> response(Call call, Speech speech, boolean done) {
        Map<String, Object> all =
                object("id", ID, "object", "response", "created_at", 1767225600, "error", null);
        all.put("status", !done ? "in_progress" : speech.cut() ? "incomplete" : "completed");
        all.put(
                "incomplete_details",
                done && speech.cut() ? object("reason", "max_output_tokens") : null);
        all.put("model", call.model());
        all.put("output", done ? List.of(item(speech.text())) : List.of());
        all.putAll(object("parallel_tool_calls", true, "tool_choice", "auto", "tools", List.of()));
        all.put("usage", done ? usage(speech) : null);
        return all;
    }

    private static Map<String, Object> usage(Speech speech) {
        Map<String, Object> usage = object("input_tokens", speech.input());
        usage.put("input_tokens_details", object("cached_tokens", 0));
        usage.put("output_tokens", speech.output());
        usage.put("output_tokens_details", object("reasoning_tokens", 0));
        usage.put("total_tokens", speech.input() + speech.output());
        return usage;
    }

    private static Map<String, Object> item(String text) {
        Map<String, Object> item = object("id", ITEM, "type", "message", "role", "assistant");
        item.put("status", text.isEmpty() ? "in_progress" : "completed");
        item.put("content", text.isEmpty() ? List.of() : List.of(part(text)));
        return item;
    }

    private static Map<String, Object> part(String text) {
        return object("type", "output_text", "text", text, "annotations", List.of());
    }

    /** Events with their type and number inside, as this API has them. */
    private static final class Numbered {

        private final Call.Stream out;
        private int next;

        private Numbered(Call.Stream out) {
            this.out = out;
        }

        void send(String type, Map<String, Object> rest) throws IOException {
            Map<String, Object> event = object("type", type, "sequence_number", next++);
            event.putAll(rest);
            out.event(type, event);
        }
    }
}
