package io.tollgate.testkit;

import io.tollgate.testkit.envoy.EnvoyHost;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of the README, which is compared with this file by the tests of the documents. */
final class ReadmeTest {
    static final Path FILTER = Path.of("src/test/resources/wat/hello.wasm");

    // spotless:off
    @RegisterExtension
    static final Hosts HOSTS = Hosts.of(ModuleHost.of(FILTER), EnvoyHost.of(FILTER));

    @HostTest
    void everySplitOfABodyPassesWhole(Host host) {
        Setup setup = Setup.config("{}").upstream(Answer.json("{\"ok\":true}")).build();
        try (Gateway gateway = host.start(setup)) {
            for (Request request : Request.json("/v1", "{\"a\":1}").atEverySplit()) {
                gateway.send(request)
                        .hasStatus(200)
                        .hasBody("{\"ok\":true}")
                        .upstreamGotBody("{\"a\":1}");
            }
        }
    }
    // spotless:on
}
