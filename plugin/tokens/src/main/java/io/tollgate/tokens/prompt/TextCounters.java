package io.tollgate.tokens.prompt;

import io.tollgate.tokens.TokenCounter;
import io.tollgate.tokens.Tokenizer;
import java.util.Optional;
import java.util.function.Supplier;

/** The one counter of an encoding, made when a text first needs it: its tables are large. */
final class TextCounters {
    private final Supplier<Optional<Tokenizer>> tokenizer;
    private final int cap;
    private final int seed;
    private Optional<TextCounter> made = Optional.empty();

    TextCounters(Supplier<Optional<Tokenizer>> tokenizer, int cap, int seed) {
        this.tokenizer = tokenizer;
        this.cap = cap;
        this.seed = seed;
    }

    TextCounter get() {
        if (made.isEmpty()) {
            Optional<TokenCounter> exact =
                    tokenizer.get().map(found -> new TokenCounter(found, cap, seed));
            TextCounter counter = new TextCounter(exact, TextCounter.PROSE);
            if (exact.isEmpty()) {
                return counter; // perhaps there is room for the tables another time
            }
            made = Optional.of(counter);
        }
        return made.get();
    }
}
