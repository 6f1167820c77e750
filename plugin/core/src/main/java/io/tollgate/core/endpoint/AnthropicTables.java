package io.tollgate.core.endpoint;

/** Anthropic's messages, also as Vertex and gateways speak it. */
final class AnthropicTables {
    static final String REQUEST =
            """
            m model
            s stream
            x max_tokens
            T system
            T system[].text
            Q messages[]
            r messages[].role
            T messages[].content
            T messages[].content[].text
            T messages[].content[].thinking
            L messages[].content[].input!
            T messages[].content[].content
            T messages[].content[].content[].text
            D messages[].content[].source
            D messages[].content[].content[].source
            F tools!
            F mcp_servers!
            J output_format!
            J output_config!
            """;

    static final String ANSWER =
            """
            m model
            m message.model
            k type
            e error
            u usage
            i usage.input_tokens
            r usage.cache_read_input_tokens
            w usage.cache_creation_input_tokens
            o usage.output_tokens
            t usage.output_tokens_details.thinking_tokens
            u message.usage
            i message.usage.input_tokens
            r message.usage.cache_read_input_tokens
            w message.usage.cache_creation_input_tokens
            o message.usage.output_tokens
            f delta.stop_reason
            f stop_reason
            d delta.text
            d delta.thinking
            d delta.partial_json
            d content[].text
            d content[].thinking
            p content[].input!
            """;

    private AnthropicTables() {}
}
