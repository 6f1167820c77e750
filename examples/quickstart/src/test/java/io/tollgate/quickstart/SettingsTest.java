package io.tollgate.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.testkit.real.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void aTakenPortIsNamedWithTheVariableThatChoosesAnother() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            Map<String, String> environment =
                    Map.of(
                            "PORT", String.valueOf(Ports.free()),
                            "DEMO_PORT", String.valueOf(Ports.free()),
                            "ADMIN_PORT", String.valueOf(port));
            List<String> said =
                    List.of(
                            "port "
                                    + port
                                    + " is taken; choose another: make run ADMIN_PORT="
                                    + (port + 1000));
            assertEquals(said, Settings.from(environment, Path.of("none")).taken());
        }
    }
}
