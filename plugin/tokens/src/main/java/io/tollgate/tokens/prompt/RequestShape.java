package io.tollgate.tokens.prompt;

import io.tollgate.json.Shape;

/**
 * Where the text of a request stands, one table an API. The letters: m message, y its type, r role,
 * p content part, t text, h reasoning, z reasoning in cipher, n name, g instructions, w a text that
 * is a whole message, q call, Q call of a function in the older way, c name or arguments of a call
 * as text, j arguments as JSON (one call), x result as JSON, i image or file, d detail, T tools, N
 * choice of a tool, o its name, S schema, k type of thinking, K thinking is on.
 */
public enum RequestShape {
    /** OpenAI chat, completions and embeddings, and all who speak it: Mistral, Groq, vLLM. */
    OPENAI(
            """
            m messages[]
            r messages[].role
            n messages[].name
            t messages[].content
            p messages[].content[]
            t messages[].content[].text
            h messages[].content[].thinking[].text
            i messages[].content[].image_url
            i messages[].content[].image_url.url
            d messages[].content[].image_url.detail
            i messages[].content[].input_audio.data
            i messages[].content[].file.file_data
            i messages[].content[].video_url.url
            h messages[].reasoning_content
            h messages[].reasoning
            q messages[].tool_calls[]
            c messages[].tool_calls[].function.name
            c messages[].tool_calls[].function.arguments
            Q messages[].function_call
            c messages[].function_call.name
            c messages[].function_call.arguments
            T tools!
            T functions!
            N tool_choice
            o tool_choice.function.name
            N function_call
            o function_call.name
            K reasoning
            k thinking.type
            S response_format.json_schema!
            t prompt
            t prompt[]
            t prompt[][]
            t suffix
            t input
            t input[]
            t input[][]
            t texts[]
            t query
            t documents[]
            t documents[].text
            """),
    /** OpenAI responses. */
    RESPONSES(
            """
            w input
            m input[]
            y input[].type
            r input[].role
            t input[].content
            p input[].content[]
            t input[].content[].text
            i input[].content[].image_url
            d input[].content[].detail
            i input[].content[].file_data
            i input[].content[].input_audio.data
            c input[].name
            c input[].arguments
            c input[].input
            z input[].encrypted_content
            t input[].output
            t input[].output[].text
            i input[].output[].image_url
            g instructions
            T tools!
            S text.format!
            """),
    /** Anthropic messages. */
    ANTHROPIC(
            """
            t system
            t system[].text
            m messages[]
            r messages[].role
            t messages[].content
            t messages[].content[].text
            h messages[].content[].thinking
            i messages[].content[].source.data
            i messages[].content[].source.url
            c messages[].content[].name
            j messages[].content[].input!
            t messages[].content[].content
            t messages[].content[].content[].text
            i messages[].content[].content[].source.data
            i messages[].content[].content[].source.url
            T tools!
            k thinking.type
            S output_config.format!
            """),
    /** Gemini on Google's own API. */
    GEMINI(GeminiPaths.TABLE),
    /** Gemini on Vertex AI, which does not count tools. */
    VERTEX(GeminiPaths.TABLE),
    /** Bedrock converse. */
    CONVERSE(
            """
            t system[].text
            m messages[]
            r messages[].role
            t messages[].content[].text
            h messages[].content[].reasoningContent.reasoningText.text
            i messages[].content[].image.source.bytes
            i messages[].content[].document.source.bytes
            i messages[].content[].video.source.bytes
            c messages[].content[].toolUse.name
            j messages[].content[].toolUse.input!
            t messages[].content[].toolResult.content[].text
            x messages[].content[].toolResult.content[].json!
            i messages[].content[].toolResult.content[].image.source.bytes
            i messages[].content[].toolResult.content[].document.source.bytes
            T toolConfig.tools!
            k additionalModelRequestFields.thinking.type
            S outputConfig.textFormat!
            """),
    /** Bedrock invoke: the bodies of several makers. */
    INVOKE(
            """
            t system
            t system[].text
            m messages[]
            r messages[].role
            t messages[].content
            t messages[].content[].text
            h messages[].content[].thinking
            i messages[].content[].source.data
            c messages[].content[].name
            j messages[].content[].input!
            t messages[].content[].content
            t messages[].content[].content[].text
            T tools!
            k thinking.type
            t inputText
            t prompt
            t texts[]
            t message
            """),
    /** Cohere chat (both versions), embed and rerank. */
    COHERE(
            """
            m messages[]
            r messages[].role
            t messages[].content
            t messages[].content[].text
            i messages[].content[].image_url.url
            q messages[].tool_calls[]
            c messages[].tool_calls[].function.name
            c messages[].tool_calls[].function.arguments
            t message
            t preamble
            t chat_history[].message
            x documents!
            T tools!
            S response_format.json_schema!
            t texts[]
            t query
            """);

    final String table;

    RequestShape(String table) {
        this.table = table;
    }

    Shape shape() {
        return Shape.of(table);
    }
}
