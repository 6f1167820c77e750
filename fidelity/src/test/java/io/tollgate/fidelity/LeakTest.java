package io.tollgate.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.GrpcAnswer;
import io.tollgate.testkit.ModelGateway;
import io.tollgate.testkit.ModuleHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 10,000 streams through a module of the compiler's, on three workers. */
final class LeakTest {
    private static final int STREAMS = 10_000;

    @Test
    void streamsLeaveNeitherMemoryNorContexts() {
        Case all =
                Case.of(
                                "leak",
                                """
                                call: request_headers web
                                request_headers: action PAUSE
                                request_headers: headers 0
                                callout: effective stream
                                callout: continue 0
                                request_end: get_buffer 0 0 100
                                response_body: set_buffer 1 0 0 x
                                response_headers: remove 2 content-length
                                log: set_prop x value
                                """)
                        .with("web", Cluster.grpc(call -> GrpcAnswer.message(new byte[100])))
                        .with(b -> b.workers(3));
        ModuleHost module = ModuleHost.of(Path.of("target/fidelity.wasm"));
        try (ModelGateway gateway = module.start(all.whole())) {
            gateway.assertNoLeak(Case.POST, STREAMS);
            assertEquals(3, gateway.liveContexts());
            assertEquals(List.of(), gateway.traps());
        }
    }
}
