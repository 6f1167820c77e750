package io.tollgate.core.endpoint;

/** Gemini and Vertex. Proto JSON takes both spellings of a name, and one element for a list. */
final class GeminiTables {
    static final String REQUEST =
            """
            x generationConfig.maxOutputTokens
            y generation_config.max_output_tokens
            y generationConfig.max_output_tokens
            x generation_config.maxOutputTokens
            n generationConfig.candidateCount
            n generation_config.candidate_count
            Q contents[]
            r contents[].role
            T contents[].parts[].text
            T contents[].parts.text
            T contents.parts[].text
            T contents.parts.text
            D contents[].parts[].inlineData
            D contents[].parts[].inline_data
            D contents[].parts[].fileData
            D contents[].parts[].file_data
            D contents.parts[].inlineData
            D contents.parts[].inline_data
            L contents[].parts[].functionCall!
            L contents[].parts[].function_call!
            L contents[].parts[].functionResponse!
            L contents[].parts[].function_response!
            T systemInstruction.parts[].text
            T systemInstruction.parts.text
            T system_instruction.parts[].text
            T system_instruction.parts.text
            T content.parts[].text
            T content.parts.text
            T requests[].content.parts[].text
            T requests[].content.parts.text
            F tools!
            J generationConfig.responseSchema!
            J generationConfig.responseJsonSchema!
            J generation_config.response_schema!
            """;

    static final String ANSWER = events("") + events("[].");

    private GeminiTables() {}

    /** One event: by itself, or as an element of the array that a stream without SSE is. */
    private static String events(String at) {
        return rows("m", at, "modelVersion")
                + rows("e", at, "error")
                + rows("u", at, "usageMetadata")
                + rows("I", at, "usageMetadata.promptTokenCount")
                + rows("a", at, "usageMetadata.toolUsePromptTokenCount")
                + rows("r", at, "usageMetadata.cachedContentTokenCount")
                + rows("O", at, "usageMetadata.candidatesTokenCount")
                + rows("t", at, "usageMetadata.thoughtsTokenCount")
                + rows("T", at, "usageMetadata.totalTokenCount")
                + rows("c", at, "candidates[]")
                + rows("x", at, "candidates[].index")
                + rows("f", at, "candidates[].finishReason")
                + rows("d", at, "candidates[].content.parts[].text")
                + rows("p", at, "candidates[].content.parts[].functionCall.args!")
                + rows("d", at, "candidates[].content.parts[].executableCode.code");
    }

    private static String rows(String id, String at, String path) {
        return id + " " + at + path + "\n";
    }
}
