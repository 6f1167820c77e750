package io.tollgate.tokens.prompt;

import java.util.ArrayList;
import java.util.List;

/** Adds up what was read by the constants of the model's family. */
final class Sum {
    /** What each function after the first adds on the responses API. */
    private static final int ONE_FUNCTION = 7;

    private final RequestShape shape;
    private final Family family;
    private final PromptReader read;
    private final List<PromptCount.Part> parts = new ArrayList<>();
    private long total;

    Sum(RequestShape shape, Family family, PromptReader read) {
        this.shape = shape;
        this.family = family;
        this.read = read;
    }

    PromptCount count() {
        texts();
        add("tools", tools());
        long calls = Family.times(read.callTokens, family.text().factor()) + read.callExtra;
        add("calls " + read.calls, calls);
        add("schema", schema());
        add("images and files " + read.images.count, read.images.tokens);
        boolean known = family.text().factor() == Family.ONE && read.images.count == 0;
        return new PromptCount(Math.max(0, total), known && read.text.exact(), parts);
    }

    private void texts() {
        long factor = family.text().factor();
        add("text", Family.times(read.textTokens, factor));
        if (chat()) {
            add("request", family.text().fixed());
            add("messages " + messages(), (long) messages() * family.text().perMessage());
        }
        long reasoning = Family.times(read.reasoningTokens, factor);
        add("reasoning", percent(reasoning, family.extra().reasoning()));
        add("reasoning in cipher", cipher());
        add("thinking", read.thinking ? family.extra().thinking() : 0);
    }

    /** Whether this is a conversation, not a plain text to embed or go on with. */
    private boolean chat() {
        return read.messages > 0 || shape == RequestShape.RESPONSES;
    }

    /** The responses API takes a plain text for a message. */
    private int messages() {
        return Math.max(1, read.messages);
    }

    private long tools() {
        if (!read.hasTools || shape == RequestShape.VERTEX) {
            return 0;
        }
        long own = Family.times(read.toolTokens, family.tools().factor());
        if (shape == RequestShape.RESPONSES) {
            int each = family.tools().typescript() ? ONE_FUNCTION * (read.functions - 1) : 0;
            return family.tools().onResponses() + own + Math.max(0, each);
        }
        // With tools a system message ends with a line end, and shares four tokens with them.
        boolean shared = family.tools().typescript() && read.system;
        long choice = family.tools().typescript() ? read.choice : 0;
        return family.tools().fixed() + own + choice - (shared ? 4 - read.systemLine : 0);
    }

    /** Gemini counts the thoughts that a signature stands for; Vertex AI does not. */
    private long cipher() {
        return switch (shape) {
            case VERTEX -> 0;
            case RESPONSES -> read.cipher / 30;
            default -> read.cipher / 7;
        };
    }

    private long schema() {
        boolean any = read.schemaTokens > 0;
        return any
                ? family.extra().schema()
                        + Family.times(read.schemaTokens, family.extra().schemaFactor())
                : 0;
    }

    private void add(String name, long tokens) {
        if (tokens != 0) {
            parts.add(new PromptCount.Part(name, tokens));
            total += tokens;
        }
    }

    private static long percent(long tokens, int factor) {
        return (tokens * factor + 50) / 100;
    }
}
