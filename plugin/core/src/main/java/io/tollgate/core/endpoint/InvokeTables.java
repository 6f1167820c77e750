package io.tollgate.core.endpoint;

/** Bedrock's Invoke: the bodies are those of the model, so this is a table of all of them. */
final class InvokeTables {
    static final String REQUEST =
            AnthropicTables.REQUEST
                    + """
                    x inferenceConfig.maxTokens
                    x inferenceConfig.max_new_tokens
                    x max_gen_len
                    x max_tokens_to_sample
                    x textGenerationConfig.maxTokenCount
                    y max_completion_tokens
                    T inputText
                    T prompt
                    T message
                    T texts[]
                    L messages[].tool_calls!
                    D messages[].content[].image
                    D messages[].content[].image_url
                    D inputImage
                    """;

    static final String ANSWER =
            AnthropicTables.ANSWER
                    + """
                    i usage.inputTokens
                    o usage.outputTokens
                    T usage.totalTokens
                    r usage.cacheReadInputTokenCount
                    w usage.cacheWriteInputTokenCount
                    I usage.prompt_tokens
                    o usage.completion_tokens
                    T usage.total_tokens
                    I inputTextTokenCount
                    o results[].tokenCount
                    o totalOutputTextTokenCount
                    I prompt_token_count
                    o generation_token_count
                    R amazon-bedrock-invocationMetrics
                    i amazon-bedrock-invocationMetrics.inputTokenCount
                    o amazon-bedrock-invocationMetrics.outputTokenCount
                    r amazon-bedrock-invocationMetrics.cacheReadInputTokenCount
                    w amazon-bedrock-invocationMetrics.cacheWriteInputTokenCount
                    c choices[]
                    x choices[].index
                    f choices[].finish_reason
                    d choices[].delta.content
                    d choices[].message.content
                    d outputs[].text
                    d outputText
                    d results[].outputText
                    d generation
                    d contentBlockDelta.delta.text
                    d output.message.content[].text
                    u metadata.usage
                    i metadata.usage.inputTokens
                    o metadata.usage.outputTokens
                    """;

    private InvokeTables() {}
}
