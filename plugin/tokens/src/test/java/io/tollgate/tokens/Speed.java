package io.tollgate.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Speed beside jtokkit: {@code Speed ENCODING FILE...}; prints MB/s of UTF-8 of both. */
final class Speed {
    private Speed() {}

    public static void main(String[] args) throws IOException {
        Encoding theirs = jtokkit(args[0]);
        Tokenizer ours = new Tokenizer(new Vocabulary(ArrayTable.load(args[0])));
        for (int i = 1; i < args.length; i++) {
            byte[] bytes = Files.readAllBytes(Path.of(args[i]));
            String text = new String(bytes, StandardCharsets.UTF_8);
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            long[] counts = new long[2];
            double mine = best(utf8.length, () -> counts[0] = ours.count(utf8));
            double other = best(utf8.length, () -> counts[1] = theirs.countTokensOrdinary(text));
            System.out.printf(
                    "%-7s %-14s %8.1f %8.1f %6.2f x  %d %s%n",
                    args[0],
                    Path.of(args[i]).getFileName(),
                    mine,
                    other,
                    mine / other,
                    counts[0],
                    counts[0] == counts[1] ? "" : "DIFFERS " + counts[1]);
        }
    }

    static Encoding jtokkit(String encoding) {
        EncodingRegistry registry = Encodings.newLazyEncodingRegistry();
        boolean o200k = encoding.equals("o200k");
        return registry.getEncoding(o200k ? EncodingType.O200K_BASE : EncodingType.CL100K_BASE);
    }

    private static double best(int bytes, Runnable run) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long until = threads.getCurrentThreadCpuTime() + 1_500_000_000L;
        long best = Long.MAX_VALUE;
        while (threads.getCurrentThreadCpuTime() < until) {
            long start = threads.getCurrentThreadCpuTime();
            run.run();
            best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
        }
        return bytes * 1e3 / best;
    }
}
