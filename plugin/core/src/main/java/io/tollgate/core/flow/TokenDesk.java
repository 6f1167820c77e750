package io.tollgate.core.flow;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.config.EstimateConfig;
import io.tollgate.core.endpoint.Endpoint;
import io.tollgate.tokens.Tokenizer;
import io.tollgate.tokens.Vocabulary;
import io.tollgate.tokens.prompt.PromptCounter;
import io.tollgate.tokens.prompt.RequestShape;
import io.tollgate.tokens.prompt.TokenizerRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Counts tokens where nobody else has told them. */
public final class TokenDesk {
    /** Text of one prompt that is counted in full; of the rest samples are. */
    private static final int CAP = 64 * 1024;

    private static final long MILLIONTH = 1_000; // of billionths

    private final PromptCounter counter;
    private long prompts;

    /**
     * The vocabularies are asked for when a text first needs them.
     *
     * @param seed of the places where long prompts are sampled: nobody outside should know it
     */
    public TokenDesk(
            Supplier<Optional<Vocabulary>> o200k,
            Supplier<Optional<Vocabulary>> cl100k,
            EstimateConfig config,
            long seed) {
        int mixed = (int) (seed ^ (seed >>> 32));
        counter =
                new PromptCounter(
                        () -> o200k.get().map(Tokenizer::new),
                        () -> cl100k.get().map(Tokenizer::new),
                        rules(config),
                        CAP,
                        mixed);
    }

    private static List<TokenizerRule> rules(EstimateConfig config) {
        List<TokenizerRule> rules = new ArrayList<>();
        for (EstimateConfig.Tokenizer own : config.tokenizers()) {
            List<String> models = new ArrayList<>();
            own.models().items().forEach(glob -> models.add(glob.pattern()));
            String encoding =
                    switch (own.encoding()) {
                        case O200K -> "o200k";
                        case CL100K -> "cl100k";
                        case BYTES -> "bytes";
                    };
            rules.add(
                    new TokenizerRule(
                            models, encoding, own.factor() / MILLIONTH, own.perMessage()));
        }
        return rules;
    }

    /** Tokens of a prompt. */
    long prompt(Endpoint endpoint, String model, List<Bytes> body) {
        for (Bytes piece : body) {
            prompts += piece.length();
        }
        return counter.count(shape(endpoint), model, body).tokens();
    }

    /** Bytes of the requests whose prompts have been counted so far. */
    public long promptBytes() {
        return prompts;
    }

    private static RequestShape shape(Endpoint endpoint) {
        return switch (endpoint.dialect()) {
            case OPENAI, MISTRAL -> RequestShape.OPENAI;
            case RESPONSES -> RequestShape.RESPONSES;
            case ANTHROPIC -> RequestShape.ANTHROPIC;
            case GEMINI ->
                    endpoint.provider().equals("vertex")
                            ? RequestShape.VERTEX
                            : RequestShape.GEMINI;
            case BEDROCK -> RequestShape.CONVERSE;
            case INVOKE -> RequestShape.INVOKE;
            case COHERE -> RequestShape.COHERE;
        };
    }

    /** Tokens of an answer's text; of a long one the part that was kept stands for the rest. */
    long count(String model, OutputText output) {
        byte[] kept = output.kept();
        if (kept.length == 0) {
            return 0;
        }
        long tokens = counter.output(model, kept, 0, kept.length);
        return output.size() == kept.length ? tokens : tokens * output.size() / kept.length;
    }
}
