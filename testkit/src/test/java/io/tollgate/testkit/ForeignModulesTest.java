package io.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.envoy.EnvoyHost;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A module that no SDK of ours has made, on the model and in Envoy with the same assertions. */
final class ForeignModulesTest {
    private static final Path WAT = Path.of("src/test/resources/wat/hello.wasm");

    @RegisterExtension static final Hosts HOSTS = Hosts.of(ModuleHost.of(WAT), EnvoyHost.of(WAT));

    @HostTest
    void aHandWrittenModuleLogsAndLetsPass(Host host) {
        try (Gateway gateway = host.start(Setup.defaults())) {
            assertTrue(gateway.accepted());
            gateway.send(Request.json("/v1", "{\"a\":1}"))
                    .hasStatus(200)
                    .hasBody("ok")
                    .upstreamGotBody("{\"a\":1}");
            assertEquals(List.of(new LogLine(LogLine.INFO, "hello")), gateway.logs());
            gateway.send(Request.get("/"))
                    .returned("request_headers", 0)
                    .returned("response_headers");
        }
    }

    @HostTest
    void bodiesInChunksAnswersInChunks(Host host) {
        Setup setup = Setup.builder().upstream(Answer.events("data: 1\n\n", "data: 2\n\n")).build();
        try (Gateway gateway = host.start(setup)) {
            Request request =
                    Request.of("POST", "/v1").then(Step.chunk("ab")).then(Step.chunk("cd"));
            gateway.send(request)
                    .hasStatus(200)
                    .hasBody("data: 1\n\ndata: 2\n\n")
                    .upstreamGotBody("abcd");
            gateway.send(request.overHttp2()).hasStatus(200).upstreamGotBody("abcd");
        }
    }

    @HostTest
    void anUpstreamThatAborts(Host host) {
        Setup setup =
                Setup.builder().upstream(Answer.events("data: 1\n\n").then(Step.reset())).build();
        try (Gateway gateway = host.start(setup)) {
            Exchange exchange =
                    gateway.send(Request.get("/v1")).hasStatus(200).hasEnd(Exchange.End.RESET);
            assertTrue(
                    exchange.details().startsWith("upstream_reset_after_response_started"),
                    exchange::toString);
        }
    }
}
