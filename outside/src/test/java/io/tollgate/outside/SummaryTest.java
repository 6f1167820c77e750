package io.tollgate.outside;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The last lines of make test. */
class SummaryTest {

    @TestFactory
    @DisplayName("tests by host, real parts, skips")
    Stream<DynamicTest> summary() {
        return Script.tests("summary_test.py");
    }
}
