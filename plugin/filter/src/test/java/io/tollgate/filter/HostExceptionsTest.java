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

    @Test
    void theListHasEveryExceptionAndIsShort() throws IOException {
        List<String> listed =
                Files.readAllLines(LIST).stream().filter(line -> !line.startsWith("#")).toList();
        assertEquals(listed, Hosts.exceptions(suite()));
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
