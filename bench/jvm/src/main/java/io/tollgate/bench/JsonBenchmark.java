package io.tollgate.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tollgate.bytes.Bytes;
import io.tollgate.json.JsonListener;
import io.tollgate.json.JsonScanner;
import io.tollgate.json.Shape;
import java.io.IOException;
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

/**
 * Finds model, stream and the length of the prompt in a chat request: our scanner, and
 * jackson-core's tokens.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class JsonBenchmark {
    @Param({"1000", "100000"})
    public int size;

    private final JsonFactory factory = new JsonFactory();
    private final Facts facts = new Facts();
    private final JsonScanner scanner =
            new JsonScanner(Shape.of("m model\ns stream\nt messages[].content"), facts);
    private byte[] body = {};
    private Bytes bytes = Bytes.of(body);

    /** What is asked of a request. */
    private static final class Facts extends JsonListener {
        private long text;
        private int values;

        @Override
        public void begin(int id, int kind, long at) {
            values++;
        }

        @Override
        public void text(int id, Bytes bytes, int from, int to) {
            text += to - from;
        }
    }

    @Setup
    public void setUp() {
        body = Texts.chat(size);
        bytes = Bytes.of(body);
    }

    @Benchmark
    public long ours() {
        facts.text = 0;
        scanner.reset();
        scanner.feed(bytes, 0, body.length);
        return scanner.finish() ? facts.text + facts.values : -1;
    }

    /** The text of the prompt is asked for, as a count of its bytes needs it. */
    @Benchmark
    public long jackson() throws IOException {
        long text = 0;
        try (JsonParser parser = factory.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "content".equals(parser.currentName())) {
                    text += parser.getTextLength();
                }
            }
        }
        return text;
    }
}
