package io.tollgate.core.config;

import java.util.List;

/** How tokens are estimated. */
public record EstimateConfig(List<Tokenizer> tokenizers, long undeclaredOutput) {
    public EstimateConfig {
        tokenizers = List.copyOf(tokenizers);
    }

    /** Tables by name. */
    public enum Encoding {
        O200K,
        CL100K,
        BYTES
    }

    /**
     * A rule for models.
     *
     * @param factor counted tokens are multiplied by this, in billionths
     * @param perMessage tokens added for each message, -1 for what the model usually takes
     */
    public record Tokenizer(Globs models, Encoding encoding, long factor, int perMessage) {}
}
