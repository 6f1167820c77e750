package io.tollgate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.tollgate.tokens.ArrayTable;
import io.tollgate.tokens.Tokenizer;
import io.tollgate.tokens.Vocabulary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts the tokens of a text for a while, ours from UTF-8, jtokkit from its String, by turns: {@code
 * TokenSpeeds ENCODING FOLDER}, then a line {@code TEXT MILLISECONDS} for each while. It answers
 * each with the speeds so far. Taken is the CPU time of the counting thread in the fastest run of
 * each part, added up, as other work on the machine only ever adds.
 */
public final class TokenSpeeds {
    private static final int PART = 8192;
    private static final long WARM_UP = 1_200_000_000L;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Path folder;
    private final Encoding theirs;
    private final Tokenizer ours;
    private final Map<String, List<Part>> texts = new HashMap<>();
    private long result;

    private TokenSpeeds(String encoding, Path folder) throws IOException {
        this.folder = folder;
        boolean o200k = encoding.equals("o200k");
        theirs =
                Encodings.newLazyEncodingRegistry()
                        .getEncoding(o200k ? EncodingType.O200K_BASE : EncodingType.CL100K_BASE);
        ours = new Tokenizer(new Vocabulary(ArrayTable.load(encoding)));
    }

    public static void main(String[] args) throws IOException {
        TokenSpeeds speeds = new TokenSpeeds(args[0], Path.of(args[1]));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            System.out.println(speeds.row(words[0], Long.parseLong(words[1]) * 1_000_000));
        }
    }

    /** MB/s: bytes a microsecond. */
    private String row(String name, long nanos) throws IOException {
        if (!texts.containsKey(name)) {
            texts.put(name, warm(name));
        }
        List<Part> parts = texts.get(name);
        rounds(parts, nanos);
        double bytes = parts.stream().mapToLong(part -> part.utf8.length).sum() * 1e3;
        return String.format(
                Locale.ROOT,
                "{\"tokens\":%d,\"ours\":%.2f,\"jtokkit\":%.2f}",
                tokens(parts, name),
                bytes / parts.stream().mapToLong(part -> part.ours).sum(),
                bytes / parts.stream().mapToLong(part -> part.theirs).sum());
    }

    private List<Part> warm(String name) throws IOException {
        byte[] utf8 = Files.readAllBytes(folder.resolve(name + ".txt"));
        List<Part> parts = parts(utf8, name.startsWith("hostile") ? utf8.length : PART);
        rounds(parts, WARM_UP);
        parts.forEach(Part::forget);
        return parts;
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
            text = new String(utf8, UTF_8);
            forget();
        }

        void forget() {
            ours = Long.MAX_VALUE;
            theirs = Long.MAX_VALUE;
        }
    }
}
