package io.tollgate.configs;

import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.ScriptedUpstream;
import java.util.Map;

/** What providers say in these tests: 11 tokens in and 5 out, however they put it. */
final class Answers {

    static final String OPENAI =
            "{\"id\":\"x\",\"object\":\"chat.completion\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"message\":"
                    + "{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":5,\"total_tokens\":16}}";
    static final String ANTHROPIC =
            "{\"id\":\"x\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude\",\"content\":"
                    + "[{\"type\":\"text\",\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\","
                    + "\"usage\":{\"input_tokens\":11,\"output_tokens\":5}}";
    static final String GEMINI =
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}],\"role\":\"model\"},\"finishReason\":\"STOP\"}],"
                    + "\"usageMetadata\":{\"promptTokenCount\":11,\"candidatesTokenCount\":5,\"totalTokenCount\":16}}";
    static final String BEDROCK =
            "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Hi\"}]}},\"stopReason\":\"end_turn\","
                    + "\"usage\":{\"inputTokens\":11,\"outputTokens\":5,\"totalTokens\":16}}";

    private Answers() {}

    static String chat(String model) {
        return "{\"model\":\""
                + model
                + "\",\"max_tokens\":20,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    }

    static RealClient.Answer ask(int port, String model, Map<String, String> headers) {
        return RealClient.post(port, "/v1/chat/completions", headers, chat(model));
    }

    static ScriptedUpstream failing() {
        return ScriptedUpstream.start(
                exchange -> {
                    exchange.body();
                    exchange.answer(
                            503,
                            Map.of("content-type", "application/json"),
                            "{\"error\":{\"message\":\"down\"}}");
                });
    }
}
