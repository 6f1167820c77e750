package io.tollgate.core.endpoint;

import io.tollgate.json.Shape;
import java.util.Optional;

/** How an API's bodies are read: one row each, its tables in a class of its own. */
public enum Dialect {
    OPENAI("openai", Operation.CHAT, OpenAiTables.REQUEST, OpenAiTables.ANSWER),
    RESPONSES("responses", Operation.RESPONSES, ResponsesTables.REQUEST, ResponsesTables.ANSWER),
    ANTHROPIC("anthropic", Operation.MESSAGES, AnthropicTables.REQUEST, AnthropicTables.ANSWER),
    GEMINI("gemini", Operation.GENERATE, GeminiTables.REQUEST, GeminiTables.ANSWER),
    BEDROCK("bedrock", Operation.CONVERSE, ConverseTables.REQUEST, ConverseTables.ANSWER),
    INVOKE("invoke", Operation.INVOKE, InvokeTables.REQUEST, InvokeTables.ANSWER),
    COHERE("cohere", Operation.CHAT, CohereTables.REQUEST, CohereTables.ANSWER),
    /**
     * OpenAI's bodies; usage comes in streams without being asked for, and errors look different.
     */
    MISTRAL("mistral", Operation.CHAT, OpenAiTables.REQUEST, OpenAiTables.ANSWER);

    private final String wireName;
    private final Operation usual;
    private final String requestTable;
    private final String answerTable;

    // Compiled when first needed: a gateway seldom speaks all dialects.
    @SuppressWarnings("ImmutableEnumChecker")
    private Shape request;

    @SuppressWarnings("ImmutableEnumChecker")
    private Shape answer;

    Dialect(String wireName, Operation usual, String requestTable, String answerTable) {
        this.wireName = wireName;
        this.usual = usual;
        this.requestTable = requestTable;
        this.answerTable = answerTable;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Dialect> named(String wireName) {
        for (Dialect dialect : values()) {
            if (dialect.wireName.equals(wireName)) {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }

    /** What a path that says nothing is taken for when configuration names the dialect. */
    Operation usual() {
        return usual;
    }

    public Shape request() {
        if (request == null) {
            request = Shape.of("R\n" + requestTable); // R: the whole body
        }
        return request;
    }

    public Shape answer() {
        if (answer == null) {
            answer = Shape.of(answerTable);
        }
        return answer;
    }

    /**
     * Whether a stream carries usage only when {@code stream_options.include_usage} asks for it.
     */
    public boolean asksForUsage() {
        return this == OPENAI;
    }

    /** Whether each usage replaces the one before as a whole, not field by field. */
    public boolean replacesUsage() {
        return this == GEMINI;
    }
}
