package io.tollgate.bench;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.tollgate.tokens.ArrayTable;
import io.tollgate.tokens.Tokenizer;
import io.tollgate.tokens.Vocabulary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Counts the tokens of each text, ours from UTF-8, jtokkit from its String, by turns: {@code
 * TokenSpeeds ENCODING FOLDER OUT}. Taken is the CPU time of the counting thread in the fastest
 * round, as other work on the machine only ever adds.
 */
public final class TokenSpeeds {
    private static final int ROUNDS = 6;
    private static final long WARM_UP = 600_000_000L;
    private static final long ROUND = 100_000_000L;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final String encoding;
    private final Encoding theirs;
    private final Tokenizer ours;
    private long result;

    private TokenSpeeds(String encoding) throws IOException {
        this.encoding = encoding;
        boolean o200k = encoding.equals("o200k");
        theirs =
                Encodings.newLazyEncodingRegistry()
                        .getEncoding(o200k ? EncodingType.O200K_BASE : EncodingType.CL100K_BASE);
        ours = new Tokenizer(new Vocabulary(ArrayTable.load(encoding)));
    }

    public static void main(String[] args) throws IOException {
        TokenSpeeds speeds = new TokenSpeeds(args[0]);
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(args[1]))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                rows.add(speeds.row(file));
            }
        }
        Files.writeString(Path.of(args[2]), "[" + String.join(",\n", rows) + "]\n");
    }

    private String row(Path file) throws IOException {
        byte[] utf8 = Files.readAllBytes(file);
        String text = new String(utf8, StandardCharsets.UTF_8);
        String name = file.getFileName().toString().replace(".txt", "");
        long tokens = ours.count(utf8);
        if (tokens != theirs.countTokensOrdinary(text)) {
            throw new IllegalStateException("the counts differ on " + name);
        }
        Runnable mine = () -> result += ours.count(utf8);
        Runnable other = () -> result += theirs.countTokensOrdinary(text);
        fastest(mine, WARM_UP);
        fastest(other, WARM_UP);
        long best = Long.MAX_VALUE;
        long bestOther = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            best = Math.min(best, fastest(mine, ROUND));
            bestOther = Math.min(bestOther, fastest(other, ROUND));
        }
        System.out.printf(
                Locale.ROOT,
                "%-7s %-13s %7d bytes %7d tokens %7.1f MB/s, jtokkit %6.1f: %6.2f x%n",
                encoding,
                name,
                utf8.length,
                tokens,
                utf8.length * 1e3 / best,
                utf8.length * 1e3 / bestOther,
                1.0 * bestOther / best);
        return String.format(
                Locale.ROOT,
                "{\"encoding\":\"%s\",\"text\":\"%s\",\"bytes\":%d,\"tokens\":%d,\"ours\":%.2f,\"jtokkit\":%.2f}",
                encoding,
                name,
                utf8.length,
                tokens,
                utf8.length * 1e3 / best,
                utf8.length * 1e3 / bestOther);
    }

    /** Nanoseconds of the fastest of so many runs as take this long; at least one. */
    private long fastest(Runnable run, long nanos) {
        long until = threads.getCurrentThreadCpuTime() + nanos;
        long best = Long.MAX_VALUE;
        for (long start = until - nanos; start < until; ) {
            run.run();
            long end = threads.getCurrentThreadCpuTime();
            best = Math.min(best, end - start);
            start = end;
        }
        return best;
    }
}
