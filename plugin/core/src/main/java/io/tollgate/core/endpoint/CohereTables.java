package io.tollgate.core.endpoint;

/** Cohere, second version; the first one's names too where they are others. */
final class CohereTables {
    static final String REQUEST =
            """
            m model
            s stream
            x max_tokens
            Q messages[]
            r messages[].role
            T messages[].content
            T messages[].content[].text
            D messages[].content[].image_url
            L messages[].tool_calls!
            T message
            T preamble
            T chat_history[].message
            T texts[]
            D images[]
            T inputs[].content[].text
            F tools!
            F documents!
            J response_format!
            """;

    // usage.tokens is what was processed; billed_units counts where it is missing.
    static final String ANSWER =
            usage("usage")
                    + usage("delta.usage")
                    + usage("meta")
                    + usage("response.meta")
                    + """
            k type
            e error
            f finish_reason
            f delta.finish_reason
            d delta.message.content.text
            d delta.message.content.thinking
            d delta.message.tool_plan
            d delta.message.tool_calls.function.name
            d delta.message.tool_calls.function.arguments
            d message.content[].text
            d message.content[].thinking
            d message.tool_plan
            d message.tool_calls[].function.arguments
            d text
            """;

    private CohereTables() {}

    private static String usage(String at) {
        return "u "
                + at
                + "\n"
                + ("I " + at + ".tokens.input_tokens\n")
                + ("o " + at + ".tokens.output_tokens\n")
                + ("r " + at + ".cached_tokens\n")
                + ("b " + at + ".billed_units.input_tokens\n")
                + ("B " + at + ".billed_units.output_tokens\n");
    }
}
