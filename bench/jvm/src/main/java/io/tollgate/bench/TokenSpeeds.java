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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Counts the tokens of each text, ours from UTF-8, jtokkit from its String, by turns: {@code
 * TokenSpeeds ENCODING FOLDER OUT}. Taken is the CPU time of the counting thread in the fastest run
 * of each part, added up, as other work on the machine only ever adds.
 */
public final class TokenSpeeds {
    private static final int PART = 8192;
    private static final long WARM_UP = 1_200_000_000L;
    private static final long MEASURED = 1_500_000_000L;

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
        String name = file.getFileName().toString().replace(".txt", "");
        List<Part> parts = parts(utf8, name.startsWith("hostile") ? utf8.length : PART);
        long tokens = tokens(parts, name);
        rounds(parts, WARM_UP);
        parts.forEach(Part::forget);
        rounds(parts, MEASURED);
        double mine = utf8.length * 1e3 / parts.stream().mapToLong(part -> part.ours).sum();
        double other = utf8.length * 1e3 / parts.stream().mapToLong(part -> part.theirs).sum();
        print(name, utf8.length, tokens, mine, other);
        return json(name, utf8.length, tokens, mine, other);
    }

    private void print(String name, int bytes, long tokens, double mine, double other) {
        System.out.printf(
                Locale.ROOT,
                "%-7s %-15s %7d bytes %7d tokens %7.1f MB/s, jtokkit %6.1f: %6.2f x%n",
                encoding,
                name,
                bytes,
                tokens,
                mine,
                other,
                mine / other);
    }

    private String json(String name, int bytes, long tokens, double mine, double other) {
        return String.format(
                Locale.ROOT,
                "{\"encoding\":\"%s\",\"text\":\"%s\",\"bytes\":%d,\"tokens\":%d,\"ours\":%.2f,\"jtokkit\":%.2f}",
                encoding,
                name,
                bytes,
                tokens,
                mine,
                other);
    }

    private long tokens(List<Part> parts, String name) {
        long tokens = 0;
        for (Part part : parts) {
            long count = ours.count(part.utf8);
            if (count != theirs.countTokensOrdinary(part.text)) {
                throw new IllegalStateException("the counts differ on " + name);
            }
            tokens += count;
        }
        return tokens;
    }

    /** Both count all parts by turns, until both together took this long. */
    private void rounds(List<Part> parts, long nanos) {
        long until = threads.getCurrentThreadCpuTime() + nanos;
        while (threads.getCurrentThreadCpuTime() < until) {
            for (int i = 0; i < 4; i++) {
                for (Part part : parts) {
                    long start = threads.getCurrentThreadCpuTime();
                    result += ours.count(part.utf8);
                    part.ours = Math.min(part.ours, threads.getCurrentThreadCpuTime() - start);
                }
            }
            for (Part part : parts) {
                long start = threads.getCurrentThreadCpuTime();
                result += theirs.countTokensOrdinary(part.text);
                part.theirs = Math.min(part.theirs, threads.getCurrentThreadCpuTime() - start);
            }
        }
    }

    /** Text of so many bytes is often counted without anything else coming between. */
    private static List<Part> parts(byte[] utf8, int bytes) {
        List<Part> parts = new ArrayList<>();
        int to;
        for (int at = 0; at < utf8.length; at = to) {
            to = Math.min(utf8.length, at + bytes);
            while (to < utf8.length && utf8[to] < (byte) 0xC0) {
                to++;
            }
            parts.add(new Part(Arrays.copyOfRange(utf8, at, to)));
        }
        return parts;
    }

    private static final class Part {
        private final byte[] utf8;
        private final String text;
        private long ours;
        private long theirs;

        Part(byte[] utf8) {
            this.utf8 = utf8;
            text = new String(utf8, StandardCharsets.UTF_8);
            forget();
        }

        void forget() {
            ours = Long.MAX_VALUE;
            theirs = Long.MAX_VALUE;
        }
    }
}
