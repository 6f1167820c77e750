package io.tollgate.outside;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is given away. */
class DistributionTest {

    @TestFactory
    @DisplayName("the same bytes twice, an image that is one")
    Stream<DynamicTest> distribution() {
        return Script.tests("dist_test.py");
    }
}
