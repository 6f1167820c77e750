package io.tollgate.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of pains names tests that exist, where they run, and leaves no pain out. */
class PainsTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Set<String> ALL = Set.of("jvm", "module", "envoy");
    private static final Pattern NOT_ON = Pattern.compile("notOn = \\{([^}]*)\\}");

    private record Row(String id, String pain, String test, Set<String> hosts) {}

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/pains.md"))) {
            String[] cells = line.split("\\|");
            if (cells.length == 5 && cells[3].contains("#")) {
                Set<String> hosts = Set.of(cells[4].strip().split(", "));
                String test = cells[3].strip().replace("`", "");
                rows.add(new Row(cells[1].strip(), cells[2].strip(), test, hosts));
            }
        }
        return rows;
    }

    private static Map<String, String> pains() throws IOException {
        Map<String, String> pains = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/pains.txt"))) {
            int mark = line.indexOf(" | ");
            if (!line.startsWith("#")) {
                pains.put(line.substring(0, mark), line.substring(mark + 3));
            }
        }
        return pains;
    }

    private static Map<String, Path> sources() throws IOException {
        Map<String, Path> sources = new TreeMap<>();
        for (String folder : new String[] {"plugin", "proofs"}) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith("Test.java"))
                        .forEach(file -> sources.put(name(file), file));
            }
        }
        return sources;
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".java".length());
    }

    /** The hosts of a test by its source; empty where there is no such test. */
    private static Set<String> hosts(Path file, String method) throws IOException {
        String text = Files.readString(file);
        int at = text.indexOf(" void " + method + "(");
        if (at < 0) {
            return Set.of();
        }
        String before = text.substring(text.lastIndexOf("\n\n", at), at);
        if (!before.contains("@HostTest")) {
            assertTrue(before.contains("Test"), method + " is no test");
            return Set.of(file.startsWith(ROOT.resolve("proofs")) ? "envoy" : "jvm");
        }
        assertTrue(text.contains("HOSTS = Gateways.hosts()"), file + " has hosts of its own");
        Set<String> hosts = new TreeSet<>(ALL);
        Matcher notOn = NOT_ON.matcher(before);
        if (notOn.find()) {
            hosts.removeIf(host -> notOn.group(1).contains("\"" + host + "\""));
        }
        return hosts;
    }

    @Test
    void everyRowNamesATestAndItsHosts() throws IOException {
        Map<String, Path> sources = sources();
        for (Row row : rows()) {
            int mark = row.test().indexOf('#');
            Path file = sources.get(row.test().substring(0, mark));
            assertTrue(file != null, "no class for " + row);
            assertEquals(row.hosts(), hosts(file, row.test().substring(mark + 1)), row.toString());
        }
    }

    @Test
    void everyPainHasTestsOnAllHosts() throws IOException {
        Map<String, Set<String>> covered = new TreeMap<>();
        Map<String, String> pains = pains();
        for (Row row : rows()) {
            assertEquals(pains.get(row.id()), row.pain(), "wording of " + row.id());
            covered.computeIfAbsent(row.id(), id -> new TreeSet<>()).addAll(row.hosts());
        }
        assertEquals(17, pains.size());
        for (String id : pains.keySet()) {
            assertEquals(ALL, covered.getOrDefault(id, Set.of()), "hosts of " + id);
        }
    }
}
