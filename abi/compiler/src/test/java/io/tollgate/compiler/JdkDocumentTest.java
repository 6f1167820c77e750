package io.tollgate.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each row of docs/jdk.md has a probe that runs, or is refused, as the row says. */
final class JdkDocumentTest {
    private static final Path SOURCES = Path.of("src/test/java/io/tollgate/compiler");
    private static final Pattern CODE = Pattern.compile("`[^`]*?(\\w+)`");

    /** Methods of the probes, by row. */
    private static final Map<String, List<String>> REFUSED =
            Map.of(
                    "`System.out`, `Math.pow`, `Math.sin`, `Math.random`",
                    List.of("printed", "power", "sine", "random"),
                    "files, sockets, processes, `java.net.http`, `System.Logger`",
                    List.of("files", "sockets", "processes", "http", "logger"),
                    "`String.lines`, `Duration.toSeconds`, `new UUID(long, long)` and other single"
                            + " methods",
                    List.of("lines", "seconds", "uuid"));

    @TempDir private Path folder;

    @Test
    void everyRowThatWorksIsProbed() throws IOException {
        String source =
                Files.readString(SOURCES.resolve("JdkProbe.java"))
                        + Files.readString(SOURCES.resolve("JdkParts.java"));
        List<String> probes = JdkProbe.lines();
        for (List<String> row : table("works")) {
            String label = row.get(0).replace("`", "");
            assertTrue(
                    label.equals("time")
                            || probes.stream().anyMatch(line -> line.startsWith(label + ": ")),
                    "no probe for " + label);
            CODE.matcher(row.get(1))
                    .results()
                    .forEach(
                            code ->
                                    assertTrue(
                                            source.contains(code.group(1)),
                                            "no probe uses " + code.group()));
        }
        assertTrue(
                probes.stream().noneMatch(line -> line.contains(" failed: ")), "a failing probe");
    }

    @Test
    void everyRowThatDiffersDoesAsItSays() throws IOException {
        ModuleRun run = new ModuleRun(compile(JdkDiffers.class));
        run.instance().export("proxy_on_context_create").apply(1, 0);
        assertThrows(Throwable.class, () -> run.call("proxy_on_configure", 1, 0));
        List<String> expected =
                List.of(
                        "Optional.toString: Optional.of(1)",
                        "weak references: 1",
                        "UTF-16 and other charsets: refused",
                        "arrays: 16777216 out of memory",
                        "recursion without end: comes");
        assertEquals(expected, run.log());
        List<String> rows = new ArrayList<>();
        table("differs").forEach(row -> rows.add(row.get(0).replace("`", "")));
        assertEquals(expected.stream().map(line -> line.split(": ")[0]).toList(), rows);
    }

    @Test
    void everyRowThatIsRefusedNamesTheMethodThatReachesIt() throws IOException {
        Set<String> rows = new TreeSet<>();
        table("refused at compile time").forEach(row -> rows.add(row.get(0)));
        assertEquals(new TreeSet<>(REFUSED.keySet()), rows);
        List<String> told = new ArrayList<>();
        for (Class<?> main : List.of(JdkRefused.Missing.class, JdkRefused.Imports.class)) {
            told.addAll(
                    assertThrows(CompileException.class, () -> compile(main))
                            .getMessage()
                            .lines()
                            .toList());
        }
        List<String> missed = new ArrayList<>();
        for (List<String> methods : REFUSED.values()) {
            for (String method : methods) {
                if (told.stream()
                        .noneMatch(line -> line.matches(".*JdkRefused.*\\." + method + "\\(.*"))) {
                    missed.add(method);
                }
            }
        }
        assertEquals(List.of(), missed, () -> String.join("\n", told));
    }

    private byte[] compile(Class<?> main) throws IOException {
        Path output = folder.resolve("module.wasm");
        new Compiler(JdkDocumentTest.class.getClassLoader())
                .compile(new Options(main.getName(), output, "probe", "1", Map.of(), false, 64));
        return Files.readAllBytes(output);
    }

    /** The rows of the table whose head begins so. */
    private static List<List<String>> table(String head) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("../../docs/jdk.md"))) {
            if (line.startsWith("| " + head + " |")) {
                inside = true;
            } else if (!line.startsWith("|")) {
                inside = false;
            } else if (inside && !line.startsWith("|---")) {
                String[] cells = line.split("\\|");
                rows.add(List.of(cells[1].strip(), cells[2].strip()));
            }
        }
        return rows;
    }
}
