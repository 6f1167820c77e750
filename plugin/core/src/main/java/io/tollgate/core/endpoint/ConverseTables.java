package io.tollgate.core.endpoint;

/** Bedrock's Converse and ConverseStream. */
final class ConverseTables {
    static final String REQUEST =
            """
            x inferenceConfig.maxTokens
            T system[].text
            Q messages[]
            r messages[].role
            T messages[].content[].text
            T messages[].content[].guardContent.text.text
            T messages[].content[].reasoningContent.reasoningText.text
            L messages[].content[].toolUse!
            T messages[].content[].toolResult.content[].text
            L messages[].content[].toolResult.content[].json!
            D messages[].content[].toolResult.content[].image
            D messages[].content[].toolResult.content[].document
            D messages[].content[].toolResult.content[].video
            D messages[].content[].image
            D messages[].content[].document
            D messages[].content[].video
            F toolConfig!
            J additionalModelRequestFields!
            """;

    static final String ANSWER =
            """
            u usage
            i usage.inputTokens
            o usage.outputTokens
            T usage.totalTokens
            r usage.cacheReadInputTokens
            w usage.cacheWriteInputTokens
            f stopReason
            d delta.text
            d delta.toolUse.input
            d delta.reasoningContent.text
            d output.message.content[].text
            d output.message.content[].reasoningContent.reasoningText.text
            p output.message.content[].toolUse.input!
            """;

    private ConverseTables() {}
}
