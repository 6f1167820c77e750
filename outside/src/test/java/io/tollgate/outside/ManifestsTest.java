package io.tollgate.outside;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Manifests against the schemas that their projects ship. */
class ManifestsTest {

    @TestFactory
    @DisplayName("every resource is valid, and a mistake is seen")
    Stream<DynamicTest> manifests() {
        return Script.tests("manifests.py");
    }
}
