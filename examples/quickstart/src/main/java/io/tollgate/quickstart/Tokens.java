package io.tollgate.quickstart;

import io.tollgate.tokens.ArrayTable;
import io.tollgate.tokens.Tokenizer;
import io.tollgate.tokens.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;

/** The o200k vocabulary, shared by the threads of the demo. */
final class Tokens {

    private static final Tokens O200K = load();

    private final Tokenizer tokenizer;

    private Tokens(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    static ToIntFunction<String> o200k() {
        return O200K::count;
    }

    private static Tokens load() {
        try {
            return new Tokens(new Tokenizer(new Vocabulary(ArrayTable.load("o200k"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized int count(String text) {
        return (int) tokenizer.count(text.getBytes(StandardCharsets.UTF_8));
    }
}
