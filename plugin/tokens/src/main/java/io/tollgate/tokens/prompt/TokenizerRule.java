package io.tollgate.tokens.prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * One entry of {@code estimate.tokenizers}: for the models that fit a glob, which encoding counts
 * their text and by how much the count is multiplied.
 *
 * @param encoding {@code o200k}, {@code cl100k} or {@code bytes}
 * @param factor in millionths
 * @param perMessage tokens a message, its role included; -1 for the built-in number
 */
public record TokenizerRule(List<String> models, String encoding, long factor, int perMessage) {
    /** Takes a copy of the list. */
    public TokenizerRule {
        List<String> lower = new ArrayList<>();
        for (String glob : models) {
            lower.add(Glob.lower(glob));
        }
        models = List.copyOf(lower);
    }

    /** Whether it is for this model, whose name is in lower case. */
    boolean fits(String model) {
        for (String glob : models) {
            if (Glob.any(glob, model)) {
                return true;
            }
        }
        return false;
    }
}
