package io.tollgate.bench;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.tollgate.tokens.ArrayTable;
import io.tollgate.tokens.Tokenizer;
import io.tollgate.tokens.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Counts the o200k tokens of 100 KB: ours from UTF-8, jtokkit from its String. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class TokensBenchmark {
    @Param({"english", "code", "chinese"})
    public String kind;

    private final Encoding jtokkit =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private Tokenizer tokenizer;
    private String text = "";
    private byte[] utf8 = {};

    @Setup
    public void setUp() throws IOException {
        tokenizer = new Tokenizer(new Vocabulary(ArrayTable.load("o200k")));
        text = Texts.of(kind, 100_000);
        utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (tokenizer.count(utf8) != jtokkit.countTokensOrdinary(text)) {
            throw new IllegalStateException("the counts differ on " + kind);
        }
    }

    @Benchmark
    public long ours() {
        return tokenizer.count(utf8);
    }

    @Benchmark
    public long jtokkit() {
        return jtokkit.countTokensOrdinary(text);
    }
}
