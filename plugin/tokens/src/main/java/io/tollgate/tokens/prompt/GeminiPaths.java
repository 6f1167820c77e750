package io.tollgate.tokens.prompt;

/** Where the text of a Gemini request stands, in both spellings that Google takes. */
final class GeminiPaths {
    static final String TABLE =
            """
               t systemInstruction.parts[].text
               t system_instruction.parts[].text
               m contents[]
               r contents[].role
               t contents[].parts[].text
               i contents[].parts[].inlineData.data
               i contents[].parts[].inline_data.data
               i contents[].parts[].fileData.fileUri
               c contents[].parts[].functionCall.name
               j contents[].parts[].functionCall.args!
               c contents[].parts[].functionResponse.name
               x contents[].parts[].functionResponse.response!
               z contents[].parts[].thoughtSignature
               c contents[].parts[].function_call.name
               j contents[].parts[].function_call.args!
               c contents[].parts[].function_response.name
               x contents[].parts[].function_response.response!
               z contents[].parts[].thought_signature
               i contents[].parts[].file_data.file_uri
               i contents[].parts[].fileData.file_uri
               i contents[].parts[].functionResponse.parts[].inlineData.data
               T tools!
               t content.parts[].text
               t requests[].content.parts[].text
               t instances[].content
               t instances[].prompt
               """;

    private GeminiPaths() {}
}
