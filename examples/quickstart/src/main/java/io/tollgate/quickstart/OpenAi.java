package io.tollgate.quickstart;

import static io.tollgate.quickstart.Json.object;

import io.tollgate.quickstart.Speaker.Speech;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** OpenAI's completions, embeddings and list of models, and what its shapes have in common. */
final class OpenAi {

    static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final String ID = "cmpl-demo";
    private static final int CREATED = 1767225600;
    private static final int NO_MAXIMUM = 1 << 20;

    private final Speaker speaker;

    OpenAi(Speaker speaker) {
        this.speaker = speaker;
    }

    void completions(Call call) throws IOException {
        int input = speaker.plain(Prompts.textOf(call.body().get("prompt")));
        Speech said = speaker.speak(List.of(), call.wanted(), maximum(call.body()));
        Speech speech = new Speech(said.pieces(), input, said.output(), said.cut());
        if (call.stream()) {
            streamCompletion(call, speech);
            return;
        }
        Map<String, Object> answer = completion(call, speech.text(), reason(speech, false));
        answer.put("usage", usage(speech));
        call.json(200, answer);
    }

    private static void streamCompletion(Call call, Speech speech) throws IOException {
        Call.Stream out = call.stream("text/event-stream");
        out.say(speech.pieces(), text -> out.data(completion(call, text, null)));
        Map<String, Object> last = completion(call, "", reason(speech, false));
        last.put("usage", usage(speech));
        out.data(last);
        out.write(DONE);
        out.end();
    }

    private static Map<String, Object> completion(Call call, String text, String reason) {
        Map<String, Object> choice = object("index", 0, "text", text, "logprobs", null);
        choice.put("finish_reason", reason);
        Map<String, Object> answer = head(call, ID, "text_completion");
        answer.put("choices", List.of(choice));
        return answer;
    }

    void embeddings(Call call) throws IOException {
        Object input = call.body().get("input");
        List<?> texts = input instanceof List<?> list ? list : List.of(String.valueOf(input));
        List<Object> data = new ArrayList<>();
        int tokens = 0;
        for (Object text : texts) {
            Map<String, Object> one = object("object", "embedding", "index", data.size());
            one.put("embedding", List.of(0.25, -0.5, 0.125));
            data.add(one);
            tokens += speaker.plain(String.valueOf(text));
        }
        Map<String, Object> answer = object("object", "list", "data", data, "model", call.model());
        answer.put("usage", object("prompt_tokens", tokens, "total_tokens", tokens));
        call.json(200, answer);
    }

    static void models(Call call) throws IOException {
        List<Object> models = new ArrayList<>();
        for (String id : List.of("gpt-4o", "gpt-4o-mini", "claude-sonnet-4-5")) {
            models.add(object("id", id, "object", "model", "created", CREATED, "owned_by", "demo"));
        }
        call.json(200, object("object", "list", "data", models));
    }

    static int maximum(Map<String, Object> body) {
        int old = Json.number(body, "max_tokens", NO_MAXIMUM);
        int newer = Json.number(body, "max_output_tokens", old);
        return Json.number(body, "max_completion_tokens", newer);
    }

    static String reason(Speech speech, boolean tool) {
        return tool ? "tool_calls" : speech.cut() ? "length" : "stop";
    }

    static Map<String, Object> head(Call call, String id, String object) {
        return object("id", id, "object", object, "created", CREATED, "model", call.model());
    }

    static Map<String, Object> usage(Speech speech) {
        Map<String, Object> usage = object("prompt_tokens", speech.input());
        usage.put("completion_tokens", speech.output());
        usage.put("total_tokens", speech.input() + speech.output());
        usage.put("prompt_tokens_details", object("cached_tokens", 0));
        usage.put("completion_tokens_details", object("reasoning_tokens", 0));
        return usage;
    }
}
