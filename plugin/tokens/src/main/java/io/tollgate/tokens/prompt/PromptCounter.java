package io.tollgate.tokens.prompt;

import io.tollgate.bytes.Bytes;
import io.tollgate.json.JsonScanner;
import io.tollgate.json.Shape;
import io.tollgate.tokens.Tokenizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Estimates the prompt tokens of requests. One thread uses it; it keeps the working memory. */
public final class PromptCounter {
    private final Families families = new Families();
    private final List<TokenizerRule> rules;
    private final TextCounters o200k;
    private final TextCounters cl100k;
    private final TextCounter bytes = new TextCounter(Optional.empty(), TextCounter.EACH);
    private final Map<RequestShape, Shape> shapes = new HashMap<>();

    /**
     * A counter with the encodings that this program has; what it has not is estimated from bytes.
     * An encoding is asked for when the first text needs it.
     *
     * @param rules the configuration's own; the first that fits a model is taken
     * @param cap text bytes a request that are counted in full, the rest is sampled; 0 for all
     * @param seed of the places that are sampled
     */
    public PromptCounter(
            Supplier<Optional<Tokenizer>> o200k,
            Supplier<Optional<Tokenizer>> cl100k,
            List<TokenizerRule> rules,
            int cap,
            int seed) {
        this.o200k = new TextCounters(o200k, cap, seed);
        this.cl100k = new TextCounters(cl100k, cap, seed);
        this.rules = List.copyOf(rules);
    }

    /** What this body's prompt will count; a body that is no JSON counts as far as it was read. */
    public PromptCount count(RequestShape shape, String model, Bytes body) {
        return count(shape, model, List.of(body));
    }

    /** The same for a body in pieces. */
    public PromptCount count(RequestShape shape, String model, List<Bytes> pieces) {
        Family family = family(model);
        TextCounter text = counter(family);
        text.reset();
        PromptReader reader = new PromptReader(family, text);
        Shape paths = shapes.computeIfAbsent(shape, RequestShape::shape);
        JsonScanner scanner = new JsonScanner(paths, reader);
        for (Bytes piece : pieces) {
            scanner.feed(piece, 0, piece.length());
        }
        scanner.finish();
        return new Sum(shape, family, reader).count();
    }

    /** The tokens of a text that a model wrote. */
    public long output(String model, byte[] text, int from, int to) {
        Family family = family(model);
        TextCounter counter = counter(family);
        counter.reset();
        counter.feed(Bytes.of(text, from, to), 0, to - from);
        counter.endPart();
        return Family.times(counter.tokens(), family.text().factor());
    }

    private Family family(String model) {
        String name = Glob.lower(model);
        Family family = families.of(name);
        for (TokenizerRule rule : rules) {
            if (rule.fits(name)) {
                return family.with(rule);
            }
        }
        return family;
    }

    private TextCounter counter(Family family) {
        return switch (family.text().encoding()) {
            case "o200k" -> o200k.get();
            case "cl100k" -> cl100k.get();
            default -> bytes;
        };
    }
}
