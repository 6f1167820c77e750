package io.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PlainHostTest {
    @RegisterExtension static final Hosts HOSTS = Hosts.of(PlainHost.of(EchoPlugin::new));

    @HostTest
    void aPluginRunsAsAPlainObject(Host host) {
        try (Gateway gateway = host.start(Setup.defaults())) {
            assertTrue(gateway.accepted());
            gateway.send(Request.chunks("/v1", "ab", "cd"))
                    .hasStatus(200)
                    .hasHeader("x-echo", "yes")
                    .hasBody("ok")
                    .upstreamGotBody("abcd");
            assertEquals(1, gateway.metric("wasmcustom.echo.requests"));
            assertEquals(List.of(new LogLine(LogLine.INFO, "configured")), gateway.logs());
        }
    }

    @HostTest
    void everySplitOfABodyArrivesWhole(Host host) {
        try (Gateway gateway = host.start(Setup.defaults())) {
            for (Request request : Request.json("/v1", "{\"a\":[1,2]}").atEverySplit()) {
                gateway.send(request).upstreamGotBody("{\"a\":[1,2]}");
            }
        }
    }

    @HostTest
    void whatIsTooBigToBufferIsRefusedByEnvoyItself(Host host) {
        try (Gateway gateway = host.start(Setup.builder().bufferLimit(10).build())) {
            gateway.send(Request.chunks("/v1", "0123456789", "0"))
                    .hasStatus(413)
                    .hasBody("Payload Too Large")
                    .hasHeader("x-echo", "yes");
        }
    }
}
