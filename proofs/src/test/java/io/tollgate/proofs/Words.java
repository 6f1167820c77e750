package io.tollgate.proofs;

import io.tollgate.tokens.ArrayTable;
import io.tollgate.tokens.Tokenizer;
import io.tollgate.tokens.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts, and how many tokens gpt-4o makes of them. */
final class Words {
    private static final String[] ALL =
            ("the of and a to in is you that it he was for on are as with his they I at be this have from or one had by "
                            + "but not what all were we when your can said there use an each which she do how their if "
                            + "will up other about out many then them these so some her would make like him into time "
                            + "has look two more write go see number no way could people my than first water been call "
                            + "who oil its now find long down day did get come made may part quota, tokens; gateway. "
                            + "Envoy: (budget) \\\"quoted\\\" 42 3.14 naive streaming-first JSON\\n\\n## Title\\n- item")
                    .split(" ");
    private static final Tokenizer O200K = o200k();
    private static final int MESSAGE = 3;
    private static final int ROLE = 1;
    private static final int REPLY = 3;

    private Words() {}

    private static Tokenizer o200k() {
        try {
            return new Tokenizer(new Vocabulary(ArrayTable.load("o200k")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text as it stands inside a JSON string. */
    static String some(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(ALL[random.nextInt(ALL.length)]);
        }
        return text.toString();
    }

    /** One word each, with the space before it, as providers stream them. */
    static List<String> pieces(Random random, int number) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            pieces.add((i == 0 ? "" : " ") + ALL[random.nextInt(ALL.length)]);
        }
        return pieces;
    }

    /** Tokens of a text given as it stands inside a JSON string. */
    static long tokens(String escaped) {
        String text = escaped.replace("\\n", "\n").replace("\\\"", "\"");
        synchronized (O200K) {
            return O200K.count(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What OpenAI counts for one message of a user, by its published rule. */
    static long prompt(String escaped) {
        return MESSAGE + ROLE + tokens(escaped) + REPLY;
    }

    static String chat(String model, String more, String content) {
        return "{\"model\":\""
                + model
                + "\","
                + more
                + "\"messages\":[{\"role\":\"user\",\"content\":\""
                + content
                + "\"}]}";
    }
}
