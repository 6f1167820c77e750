package io.tollgate.core.endpoint;

/**
 * Chat completions, completions, embeddings, images and audio, of OpenAI and all that follow it.
 */
final class OpenAiTables {
    static final String REQUEST =
            """
            m model
            s stream
            o stream_options!
            u stream_options.include_usage
            v stream_options.continuous_usage_stats
            x max_tokens
            y max_completion_tokens
            n n
            b best_of
            Q messages[]
            r messages[].role
            N messages[].name
            T messages[].content
            T messages[].content[].text
            D messages[].content[].image_url
            D messages[].content[].input_audio
            D messages[].content[].video_url
            D messages[].content[].file
            T messages[].reasoning_content
            L messages[].tool_calls!
            L messages[].function_call!
            F tools!
            F functions!
            J response_format!
            T prompt
            T prompt[]
            T prompt[][]
            T suffix
            T input
            T input[]
            T input[][]
            """;

    // reasoning: some relays say it twice, as reasoning_content and as reasoning; none of the
    // recorded ones does.
    static final String ANSWER =
            """
            m model
            k type
            e error
            u usage
            I usage.prompt_tokens
            o usage.completion_tokens
            I usage.input_tokens
            o usage.output_tokens
            T usage.total_tokens
            r usage.prompt_tokens_details.cached_tokens
            w usage.prompt_tokens_details.cache_write_tokens
            r usage.input_tokens_details.cached_tokens
            r usage.prompt_cache_hit_tokens
            r usage.num_cached_tokens
            r usage.cached_tokens
            t usage.completion_tokens_details.reasoning_tokens
            t usage.output_tokens_details.reasoning_tokens
            u x_groq.usage
            I x_groq.usage.prompt_tokens
            o x_groq.usage.completion_tokens
            T x_groq.usage.total_tokens
            c choices[]
            u choices[].usage
            I choices[].usage.prompt_tokens
            o choices[].usage.completion_tokens
            T choices[].usage.total_tokens
            r choices[].usage.cached_tokens
            x choices[].index
            f choices[].finish_reason
            d choices[].text
            d choices[].delta.content
            d choices[].delta.content[].text
            d choices[].delta.content[].thinking[].text
            d choices[].delta.reasoning_content
            d choices[].delta.reasoning
            d choices[].delta.refusal
            d choices[].delta.tool_calls[].function.name
            d choices[].delta.tool_calls[].function.arguments
            d choices[].delta.function_call.arguments
            d choices[].message.content
            d choices[].message.content[].text
            d choices[].message.content[].thinking[].text
            d choices[].message.reasoning_content
            d choices[].message.reasoning
            d choices[].message.refusal
            d choices[].message.tool_calls[].function.name
            d choices[].message.tool_calls[].function.arguments
            d choices[].message.function_call.arguments
            d delta
            d text
            """;

    private OpenAiTables() {}
}
