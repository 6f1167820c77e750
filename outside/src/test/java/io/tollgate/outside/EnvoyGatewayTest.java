package io.tollgate.outside;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Not part of {@code make test}: building Envoy Gateway takes nine minutes of CPU. */
@Tag("gateway")
class EnvoyGatewayTest {

    @TestFactory
    @DisplayName("host mode, the module out of an OCI registry")
    Stream<DynamicTest> envoyGateway() {
        return Script.tests("envoy_gateway.py");
    }
}
