package io.tollgate.tokens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.tokens.prompt.RequestShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, OPENAI, ''",
        "/openai/deployments/my-gpt/chat/completions?api-version=1, OPENAI, my-gpt",
        "/x/v2/chat, COHERE, ''",
        "/v1/responses, RESPONSES, ''",
        "/anthropic/v1/messages, ANTHROPIC, ''",
        "/v1beta/models/gemini-2.0-flash:generateContent, GEMINI, gemini-2.0-flash",
        "/v1/projects/p/locations/l/publishers/google/models/gemini-2.5-pro:generateContent, VERTEX, gemini-2.5-pro",
        "/v1/projects/p/locations/l/publishers/anthropic/models/claude-x:rawPredict, ANTHROPIC, claude-x",
        "/v1/projects/p/locations/l/publishers/meta/models/llama:streamRawPredict, OPENAI, llama",
        "/model/anthropic.claude-3%3A0/converse-stream, CONVERSE, anthropic.claude-3:0",
        "/model/amazon.nova/count-tokens, CONVERSE, amazon.nova",
        "/model/arn:aws:bedrock:eu::inference-profile/eu.x/invoke, INVOKE, arn:aws:bedrock:eu::inference-profile/eu.x",
        "/v1/chat/%zz, OPENAI, ''"
    })
    void aPathTellsShapeAndModel(String path, RequestShape shape, String model) {
        Target target = Target.of(path);
        assertEquals(shape, target.shape());
        assertEquals(model, target.model().orElse(""));
    }
}
