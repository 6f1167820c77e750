package io.tollgate.bench;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.ModelGateway;
import io.tollgate.testkit.ModuleHost;
import io.tollgate.testkit.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Streams a second of testkit: a chat request and its answer through the gateway's module. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class StreamsBenchmark {
    private static final Path MODULE = Path.of("../../plugin/filter/target/tollgate.wasm");
    private static final Request CHAT =
            Request.json(
                    "/v1/chat/completions",
                    "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    private static final Answer ANSWER =
            Answer.json(
                    "{\"model\":\"gpt-4o\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,"
                            + "\"completion_tokens\":1,\"total_tokens\":4}}");

    @Param({"compiled", "interpreted"})
    public String engine;

    private ModuleHost host;
    private ModelGateway gateway;

    @Setup(Level.Trial)
    public void load() throws IOException {
        byte[] wasm = Files.readAllBytes(MODULE);
        host = engine.equals("compiled") ? ModuleHost.of(wasm) : ModuleHost.interpreted(wasm);
    }

    /** A new gateway keeps its log from growing without end. */
    @Setup(Level.Iteration)
    public void start() {
        gateway =
                host.start(
                        io.tollgate.testkit.Setup.config("{}")
                                .allowOnHeadersStopIteration()
                                .upstream(ANSWER)
                                .build());
    }

    @Benchmark
    public Exchange stream() {
        return gateway.send(CHAT).hasStatus(200);
    }

    /** What a test of its own costs: a new instance of the shared module, and one stream. */
    @Benchmark
    public Exchange gatewayAndStream() {
        start();
        return gateway.send(CHAT).hasStatus(200);
    }
}
