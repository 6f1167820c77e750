package io.tollgate.outside;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The official SDKs: plain, streamed, with tools, refused and retried. */
class SdkClientsTest {

    @TestFactory
    @DisplayName("against plain Envoy: clients and scripted provider are sound")
    Stream<DynamicTest> withoutModule() {
        return Script.tests("sdk_clients.py", "plain");
    }

    @TestFactory
    @DisplayName("against the gateway")
    Stream<DynamicTest> withModule() {
        return Script.tests("sdk_clients.py", "module");
    }

    @TestFactory
    @DisplayName("refused for what no retry helps")
    Stream<DynamicTest> refusedForGood() {
        return Script.tests("sdk_refusals.py");
    }
}
