// lint: JVM only
package io.tollgate.tokens.cli;

import io.tollgate.bytes.Bytes;
import io.tollgate.json.JsonTree;
import io.tollgate.json.JsonValue.JsonObject;
import io.tollgate.json.JsonValue.JsonString;
import io.tollgate.tokens.ArrayTable;
import io.tollgate.tokens.Tokenizer;
import io.tollgate.tokens.Vocabulary;
import io.tollgate.tokens.prompt.PromptCount;
import io.tollgate.tokens.prompt.PromptCounter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Counts the tokens of files, or the prompt tokens of a request. */
public final class Main {
    private static final String USAGE =
            """
            usage: tollgate-tokens --encoding o200k|cl100k FILE...
                     prints "<count> <file>" for each; - is standard input
                   tollgate-tokens --chat FILE [--path PATH]
                     FILE is the JSON body of a request to PATH (/v1/chat/completions);
                     prints "<total> <file>", then a line a part
            """;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    /** The exit status: 0, or 2 where the arguments are wrong, or 1 where a file can't be read. */
    static int run(List<String> args, PrintStream out, PrintStream err) {
        try {
            if (args.size() >= 3 && args.get(0).equals("--encoding") && known(args.get(1))) {
                encoding(args.get(1), args.subList(2, args.size()), out);
                return 0;
            }
            boolean path = args.size() == 4 && args.get(2).equals("--path");
            if ((args.size() == 2 || path) && args.get(0).equals("--chat")) {
                chat(args.get(1), path ? args.get(3) : "/v1/chat/completions", out);
                return 0;
            }
        } catch (IOException e) {
            err.println("tollgate-tokens: " + e);
            return 1;
        }
        err.print(USAGE);
        return 2;
    }

    private static boolean known(String encoding) {
        return encoding.equals("o200k") || encoding.equals("cl100k");
    }

    private static void encoding(String encoding, List<String> files, PrintStream out)
            throws IOException {
        Tokenizer tokenizer = tokenizer(encoding);
        for (String file : files) {
            try (InputStream in = open(file)) {
                out.println(tokenizer.count(in.readAllBytes()) + " " + file);
            }
        }
    }

    private static InputStream open(String file) throws IOException {
        return file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
    }

    private static void chat(String file, String path, PrintStream out) throws IOException {
        byte[] body;
        try (InputStream in = open(file)) {
            body = in.readAllBytes();
        }
        Target target = Target.of(path);
        String model = target.model().orElse(model(body));
        PromptCounter counter =
                new PromptCounter(find("o200k"), find("cl100k"), new ArrayList<>(), 0, 1);
        PromptCount count = counter.count(target.shape(), model, Bytes.of(body));
        out.println(count.tokens() + " " + file);
        for (PromptCount.Part part : count.parts()) {
            out.println(part.tokens() + " " + part.name());
        }
    }

    private static String model(byte[] body) throws IOException {
        if (JsonTree.read(body) instanceof JsonTree.Result.Parsed parsed
                && parsed.value() instanceof JsonObject object) {
            return object.fields().get("model") instanceof JsonString name ? name.text() : "";
        }
        throw new IOException(
                "not a JSON object: "
                        + new String(body, 0, Math.min(40, body.length), StandardCharsets.UTF_8));
    }

    private static Tokenizer tokenizer(String encoding) throws IOException {
        return new Tokenizer(new Vocabulary(ArrayTable.load(encoding)));
    }

    private static Supplier<Optional<Tokenizer>> find(String encoding) throws IOException {
        boolean built = ArrayTable.class.getResource(encoding + ".bin") != null;
        Optional<Tokenizer> found = built ? Optional.of(tokenizer(encoding)) : Optional.empty();
        return () -> found;
    }
}
