package io.tollgate.core.endpoint;

/** What a request asks an API for. */
public enum Operation {
    CHAT("chat"),
    COMPLETIONS("completions"),
    EMBEDDINGS("embeddings"),
    RESPONSES("responses"),
    MESSAGES("messages"),
    GENERATE("generate"),
    CONVERSE("converse"),
    INVOKE("invoke"),
    COUNT("count"),
    MODELS("models"),
    IMAGES("images"),
    AUDIO("audio"),
    OTHER("other");

    private final String wireName;

    Operation(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Counting tokens and listing models costs nothing anywhere. */
    public boolean charged() {
        return this != COUNT && this != MODELS;
    }

    /** What {@code chat} stands for in a product's operations. */
    public boolean conversational() {
        return switch (this) {
            case CHAT, RESPONSES, MESSAGES, GENERATE, CONVERSE, INVOKE -> true;
            default -> false;
        };
    }
}
