package io.tollgate.filter;

/** Requests and answers of APIs, and what reports say of them. */
final class Said {
    static final String COMPLETE = "\"status\":\"complete\",\"ended\":\"complete\"";
    static final String GEMINI = "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}";
    static final String GEMINI_EARLY =
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}],"
                    + "\"usageMetadata\":{\"promptTokenCount\":11,\"candidatesTokenCount\":1,\"totalTokenCount\":12}}";
    static final String GEMINI_LAST =
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"b\"}]},\"finishReason\":\"STOP\"}],"
                    + "\"usageMetadata\":{\"promptTokenCount\":11,\"candidatesTokenCount\":5,\"thoughtsTokenCount\":2,"
                    + "\"cachedContentTokenCount\":4,\"totalTokenCount\":18},\"modelVersion\":\"gemini-2.0\"}";
    static final String GEMINI_COUNTS =
            "\"input\":11,\"cachedInput\":4,\"cacheWrite\":0,\"output\":7,\"reasoning\":2,\"total\":18,\"providerTotal\":18,";
    static final String CLAUDE = "{\"messages\":[],\"max_tokens\":9}";
    static final String CLAUDE_ANSWER =
            "{\"model\":\"claude\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}],\"stop_reason\":\"end_turn\","
                    + "\"usage\":{\"input_tokens\":10,\"cache_read_input_tokens\":5,"
                    + "\"cache_creation_input_tokens\":3,\"output_tokens\":7}}";
    static final String CLAUDE_COUNTS =
            "\"input\":18,\"cachedInput\":5,\"cacheWrite\":3,\"output\":7,\"reasoning\":0,\"total\":25,";
    static final String CLAUDE_START =
            "{\"type\":\"message_start\",\"message\":{\"model\":\"claude\",\"usage\":{\"input_tokens\":10,"
                    + "\"cache_read_input_tokens\":5,\"cache_creation_input_tokens\":3,\"output_tokens\":1}}}";
    static final String CLAUDE_END =
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":7}}";
    static final String STOP = "{\"type\":\"message_stop\"}";

    private Said() {}
}
