package io.tollgate.tokens.prompt;

import java.util.List;

/**
 * One entry of {@code estimate.tokenizers}: for the models that fit a glob, which encoding counts
 * their text and by how much the count is multiplied.
 *
 * @param encoding {@code o200k}, {@code cl100k} or {@code bytes}
 * @param factor in percent
 * @param perMessage tokens a message, its role included; -1 for the built-in number
 */
public record TokenizerRule(List<String> models, String encoding, int factor, int perMessage) {
    /** Takes a copy of the list. */
    public TokenizerRule {
        models = List.copyOf(models);
    }

    boolean fits(String model) {
        for (String glob : models) {
            if (Glob.any(glob, model)) {
                return true;
            }
        }
        return false;
    }
}
