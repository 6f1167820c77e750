package io.tollgate.outside;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A real Envoy Gateway, which {@code scripts/test.sh} builds beside the other tests. */
class EnvoyGatewayTest {

    @TestFactory
    @DisplayName("host mode, the module out of an OCI registry")
    Stream<DynamicTest> envoyGateway() {
        return Script.tests("envoy_gateway.py");
    }
}
