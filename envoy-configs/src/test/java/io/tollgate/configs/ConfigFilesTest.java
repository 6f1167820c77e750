package io.tollgate.configs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.core.config.ConfigReader;
import io.tollgate.core.config.ConfigResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every file, without starting Envoy. */
class ConfigFilesTest {

    static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(EnvoyConfig.folder())) {
            return all.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theFiltersConfigurationIsAccepted(Path file) {
        String config = EnvoyConfig.load(file.getFileName().toString()).filterConfig();
        ConfigResult result = ConfigReader.read(config.getBytes(StandardCharsets.UTF_8));
        assertInstanceOf(ConfigResult.Accepted.class, result, result::toString);
    }

    @ParameterizedTest
    @MethodSource("files")
    void itBeginsWithWhatItIsForAndIsAboutAPageLong(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertTrue(lines.get(0).startsWith("# "), lines.get(0));
        assertTrue(lines.size() <= 150, lines.size() + " lines");
        assertFalse(lines.stream().anyMatch(line -> line.length() > 160), "a line is too long");
    }

    /** Envoy's default leaves a worker without its VM for good. */
    @ParameterizedTest
    @MethodSource("files")
    void aVmThatDiedIsReplaced(Path file) throws IOException {
        assertTrue(Files.readString(file).contains("failure_policy: FAIL_RELOAD"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void itHasATestOfItsEffect(Path file) throws IOException {
        Path tests = EnvoyConfig.folder().resolve("src/test/java/io/tollgate/configs");
        StringBuilder all = new StringBuilder();
        try (Stream<Path> sources = Files.list(tests)) {
            for (Path source : sources.toList()) {
                all.append(Files.readString(source));
            }
        }
        assertTrue(all.indexOf("\"" + file.getFileName() + "\"") > 0, "no test names " + file);
    }
}
