package io.tollgate.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page lists rows and cases that there are. */
final class PageTest {
    private static final Path PAGE = Path.of("../docs/conformance.md");
    private static final int LEAST_ROWS = 90;

    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| row"))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
                .toList();
    }

    @Test
    void everyRowHasCasesThatExist() throws IOException {
        Set<String> known = Cases.all().stream().map(Case::id).collect(Collectors.toSet());
        assertTrue(rows().size() >= LEAST_ROWS, () -> "a row was dropped");
        for (String[] row : rows()) {
            assertTrue(row.length == 2 && !row[1].isBlank(), () -> row[0] + " has no case");
            for (String name : row[1].split(", ")) {
                boolean elsewhere =
                        name.startsWith("test: ") || row[1].startsWith("hand-written: ");
                assertTrue(elsewhere || known.contains(name), () -> row[0] + ": no case " + name);
            }
        }
    }

    @Test
    void everyCaseStandsInARow() throws IOException {
        Set<String> missing =
                Cases.all().stream().map(Case::id).collect(Collectors.toCollection(TreeSet::new));
        rows().forEach(row -> missing.removeAll(List.of(row[1].split(", "))));
        assertEquals(Set.of(), missing);
    }
}
