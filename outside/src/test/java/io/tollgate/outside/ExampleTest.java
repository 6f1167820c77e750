package io.tollgate.outside;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The filter that newcomers copy, outside the tree. */
class ExampleTest {

    @TestFactory
    @DisplayName("a copy of the example builds by the steps of its README")
    Stream<DynamicTest> example() {
        return Script.tests("example_test.py");
    }
}
