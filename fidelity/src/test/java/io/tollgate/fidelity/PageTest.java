package io.tollgate.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every row has a case that there is, or a reason; every script stands in a row. */
final class PageTest {
    private static final Path ROWS = Path.of("src/test/resources/rows.tsv");
    private static final Path PAGE = Path.of("../docs/conformance.md");
    private static final String SECOND = "## Rows without a case";
    private static final List<Path> TESTS =
            List.of(
                    Path.of("src/test/java"),
                    Path.of("../testkit/src/test/java"),
                    Path.of("../abi/conformance/src/test/java"));
    private static final List<String> IMPORTS =
            List.of("engine/AbiImports.java", "engine/WasmModuleImage.java");

    /** One row of a table. */
    private record Row(String id, String what, String last) {}

    private static List<Row> table(String text) {
        return text.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| row "))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
                .map(cells -> new Row(cells[0], cells[1], cells[2]))
                .toList();
    }

    private static List<Row> proven() throws IOException {
        String page = Files.readString(PAGE);
        return table(page.substring(0, page.indexOf(SECOND)));
    }

    private static List<Row> unproven() throws IOException {
        String page = Files.readString(PAGE);
        return table(page.substring(page.indexOf(SECOND)));
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(ROWS)) {
            String[] cells = line.split("\t");
            assertTrue(rows.put(cells[0], cells[1]) == null, () -> cells[0] + " stands twice");
        }
        return rows;
    }

    @Test
    void everyRowHasACaseOrAReasonAndOnlyOneOfThem() throws IOException {
        Map<String, String> left = rows();
        List<Row> all = new ArrayList<>(proven());
        all.addAll(unproven());
        for (Row row : all) {
            assertEquals(row.what(), left.remove(row.id()), () -> "row " + row.id());
            assertTrue(!row.last().isBlank(), () -> row.id() + " has neither case nor reason");
        }
        assertEquals(Map.of(), left, "rows that the page leaves out");
        assertTrue(unproven().size() * 7 < all.size(), "too many rows without a case");
    }

    @Test
    void everyCaseIsThere() throws IOException {
        Set<String> known = Cases.all().stream().map(Case::id).collect(Collectors.toSet());
        for (Row row : proven()) {
            for (String name : row.last().split(", ")) {
                assertTrue(known.contains(name) || isTest(name), () -> row.id() + ": no " + name);
            }
        }
    }

    /** {@code Class.method} of a test in the tree. */
    private static boolean isTest(String name) {
        String[] parts = name.split("\\.");
        if (parts.length != 2) {
            return false;
        }
        // Tests are neither static nor private; what helps them is.
        Pattern method = Pattern.compile("(?m)^    void " + parts[1] + "\\(");
        return TESTS.stream()
                .flatMap(PageTest::files)
                .filter(file -> file.endsWith(parts[0] + ".java"))
                .anyMatch(file -> method.matcher(read(file)).find());
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyCaseStandsInARow() throws IOException {
        Set<String> missing =
                Cases.all().stream().map(Case::id).collect(Collectors.toCollection(TreeSet::new));
        proven().forEach(row -> missing.removeAll(List.of(row.last().split(", "))));
        assertEquals(Set.of(), missing);
    }

    /** What the host links and calls is what the rows are about. */
    @Test
    void everyCallAndCallbackOfTheHostHasARow() throws IOException {
        Set<String> named = new TreeSet<>(rows().values());
        Set<String> missing = new TreeSet<>();
        Path host = Path.of("../testkit/src/main/java/io/tollgate/testkit");
        for (String source : IMPORTS) {
            var names =
                    Pattern.compile("\"(proxy_[a-z_]+)[ \"]").matcher(read(host.resolve(source)));
            while (names.find()) {
                missing.add(names.group(1));
            }
        }
        assertTrue(missing.size() > 60, missing::toString);
        missing.removeAll(named);
        missing.removeAll(Set.of("proxy_abi_version_", "proxy_on_memory_allocate"));
        assertEquals(Set.of(), missing);
    }
}
