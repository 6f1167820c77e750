package io.tollgate.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.core.config.ConfigReader;
import io.tollgate.core.config.ConfigResult;
import io.tollgate.core.config.ConfigResult.Refused;
import io.tollgate.testkit.real.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What README, docs and manifests show is right. */
class DocumentsTest {

    @TestFactory
    @DisplayName(
            "fenced blocks and links of the documents, configurations in them and in manifests")
    List<DynamicTest> documents() throws IOException {
        Path folder = RealParts.root().resolve("outside/target/configurations");
        List<DynamicTest> tests =
                new ArrayList<>(Script.tests("documents.py", folder.toString()).toList());
        tests.addAll(configurations(folder));
        return tests;
    }

    private static List<DynamicTest> configurations(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<DynamicTest> tests =
                    files.sorted()
                            .map(
                                    f ->
                                            DynamicTest.dynamicTest(
                                                    f.getFileName() + " is accepted",
                                                    () -> accepted(f)))
                            .toList();
            assertTrue(tests.size() >= 5, "configurations were found in the documents");
            return tests;
        }
    }

    private static void accepted(Path file) throws IOException {
        ConfigResult result = ConfigReader.read(Files.readAllBytes(file));
        assertEquals(List.of(), result instanceof Refused refused ? refused.problems() : List.of());
    }
}
