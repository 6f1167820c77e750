package io.tollgate.tokens.prompt;

import java.util.List;

/**
 * What a request's prompt will count.
 *
 * @param tokens the estimate of what the provider will count
 * @param exact whether every text was counted by the model's own vocabulary, without sampling
 * @param parts where the tokens come from, in words and numbers
 */
public record PromptCount(long tokens, boolean exact, List<Part> parts) {
    /** Takes a copy of the list. */
    public PromptCount {
        parts = List.copyOf(parts);
    }

    /** A share of the tokens. */
    public record Part(String name, long tokens) {}
}
