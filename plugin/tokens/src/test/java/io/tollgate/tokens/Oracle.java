package io.tollgate.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One encoding twice: ours, and jtokkit's to compare with. */
record Oracle(Tokenizer ours, Encoding theirs, Vocabulary vocabulary) {
    static final Oracle O200K = of("o200k", EncodingType.O200K_BASE);
    static final Oracle CL100K = of("cl100k", EncodingType.CL100K_BASE);

    private static Oracle of(String name, EncodingType type) {
        try {
            Vocabulary vocabulary = new Vocabulary(ArrayTable.load(name));
            EncodingRegistry registry = Encodings.newLazyEncodingRegistry();
            return new Oracle(new Tokenizer(vocabulary), registry.getEncoding(type), vocabulary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Oracle named(String encoding) {
        return encoding.equals("o200k") ? O200K : CL100K;
    }

    int expected(String text) {
        return theirs.countTokensOrdinary(text);
    }
}
