package io.tollgate.core.endpoint;

/** OpenAI's Responses. */
final class ResponsesTables {
    static final String REQUEST =
            """
            m model
            s stream
            x max_output_tokens
            T instructions
            T input
            Q input[]
            r input[].role
            T input[].content
            T input[].content[].text
            D input[].content[].image_url
            D input[].content[].file_id
            D input[].content[].file_data
            D input[].content[].file_url
            D input[].content[].input_audio
            T input[].summary[].text
            T input[].output
            T input[].output[].text
            D input[].output[].image_url
            L input[].arguments
            T input[].input
            F tools!
            J text!
            J prompt!
            """;

    // The last event repeats all output under response.output: it is not read again.
    static final String ANSWER =
            """
            m model
            m response.model
            k type
            e error
            e response.error
            u usage
            I usage.input_tokens
            o usage.output_tokens
            T usage.total_tokens
            r usage.input_tokens_details.cached_tokens
            w usage.input_tokens_details.cache_write_tokens
            t usage.output_tokens_details.reasoning_tokens
            u response.usage
            I response.usage.input_tokens
            o response.usage.output_tokens
            T response.usage.total_tokens
            r response.usage.input_tokens_details.cached_tokens
            w response.usage.input_tokens_details.cache_write_tokens
            t response.usage.output_tokens_details.reasoning_tokens
            d delta
            d output[].content[].text
            d output[].content[].refusal
            d output[].summary[].text
            d output[].arguments
            d output[].input
            """;

    private ResponsesTables() {}
}
