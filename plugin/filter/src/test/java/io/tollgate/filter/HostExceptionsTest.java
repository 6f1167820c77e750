package io.tollgate.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The suite runs on every host but for what one list names. */
final class HostExceptionsTest {
    private static final Path LIST = Path.of("src/test/resources/not-on-every-host.txt");
    private static final String ELSEWHERE = "proofs ";
    private static final Path PROOFS =
            Path.of("../../proofs/src/test/java/io/tollgate/proofs").normalize();

    private static Class<?>[] suite() throws IOException {
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/java/io/tollgate/filter"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                if (name.endsWith("SuiteTest")) {
                    classes.add(find(name));
                }
            }
        }
        return classes.toArray(Class<?>[]::new);
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName("io.tollgate.filter." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> listed() throws IOException {
        return Files.readAllLines(LIST).stream().filter(line -> !line.startsWith("#")).toList();
    }

    @Test
    void theListHasEveryExceptionOfTheSuite() throws IOException {
        List<String> own = listed().stream().filter(line -> !line.startsWith(ELSEWHERE)).toList();
        assertEquals(own, Hosts.exceptions(suite()));
    }

    @Test
    void whatTheListNamesElsewhereIsATestThere() throws IOException {
        for (String line : listed()) {
            if (line.startsWith(ELSEWHERE)) {
                String name = line.substring(ELSEWHERE.length(), line.indexOf(':'));
                int dot = name.indexOf('.');
                Path file = PROOFS.resolve(name.substring(0, dot) + ".java");
                String test = "    @Test\n    void " + name.substring(dot + 1) + "(";
                assertTrue(Files.readString(file).contains(test), line);
            }
        }
    }

    @Test
    void theListIsShort() throws IOException {
        long behaviours =
                Arrays.stream(suite())
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(HostTest.class))
                        .count();
        assertTrue(10L * listed().size() <= behaviours, () -> behaviours + " behaviours");
    }

    @Test
    void everyBehaviourOfTheSuiteIsAskedOfEveryHost() throws IOException {
        for (Class<?> type : suite()) {
            assertTrue(
                    Arrays.stream(type.getDeclaredMethods())
                            .noneMatch(method -> method.isAnnotationPresent(Test.class)),
                    () -> type + " has a test that no host is chosen for");
            assertTrue(
                    Arrays.stream(type.getDeclaredMethods())
                            .anyMatch(method -> method.isAnnotationPresent(HostTest.class)),
                    type::toString);
        }
    }
}
