package io.tollgate.outside;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A real Prometheus scrapes a real Envoy: labels, alerts, dashboard. */
class PrometheusTest {

    @TestFactory
    @DisplayName("series, alert rules and every query of the dashboard")
    Stream<DynamicTest> prometheus() {
        return Script.tests("prometheus.py");
    }
}
