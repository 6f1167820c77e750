package io.tollgate.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.ProxyWasm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompilerTest {
    @TempDir private static Path folder;
    private static byte[] smallest;

    @BeforeAll
    static void compileTheSmallest() throws IOException {
        smallest = compile(Smallest.class, Map.of(), false);
    }

    private static byte[] compile(Class<?> main, Map<String, Path> data, boolean debug)
            throws IOException {
        Path output = folder.resolve("module.wasm");
        var options = new Options(main.getName(), output, "probe", "1.2.3", data, debug, 64);
        new Compiler(CompilerTest.class.getClassLoader()).compile(options);
        return Files.readAllBytes(output);
    }

    /** Registers nothing. */
    public static final class Smallest {
        private Smallest() {}

        public static void main(String[] args) {
            ProxyWasm.register(() -> setup -> {});
        }
    }

    /** Uses a class that no module can have. */
    public static final class Writer implements Plugin {
        public static void main(String[] args) {
            ProxyWasm.register(Writer::new);
        }

        @Override
        public void configure(PluginSetup setup) {
            printed();
        }

        @SuppressWarnings("SystemOut")
        private static void printed() {
            System.out.println("hello");
        }
    }

    /** Uses a class that the JDK subset lacks. */
    public static final class Opener implements Plugin {
        public static void main(String[] args) {
            ProxyWasm.register(Opener::new);
        }

        @Override
        public void configure(PluginSetup setup) {
            setup.log().info(String.valueOf(ProcessHandle.current().pid()));
        }
    }

    /** Its main method fails. */
    public static final class Thrower {
        private Thrower() {}

        @SuppressWarnings("DoNotCallSuggester") // the module calls it
        public static void main(String[] args) {
            throw new IllegalStateException("asked to");
        }
    }

    @Test
    void aMainThatThrowsIsARefusedConfigurationWithItsCauseAndNoTrap() throws IOException {
        ModuleRun run = new ModuleRun(compile(Thrower.class, Map.of(), false));
        run.instance().export("proxy_on_context_create").apply(1, 0);
        assertEquals(0, run.call("proxy_on_configure", 1, 0));
        assertEquals(
                List.of(
                        "configure failed: java.lang.IllegalStateException: main failed, caused by"
                                + " java.lang.IllegalStateException: asked to"),
                run.log());
        run.instance().export("proxy_on_context_create").apply(2, 1);
        assertEquals(0, run.call("proxy_on_request_headers", 2, 0, 1));
        run.instance().export("proxy_on_log").apply(2);
        assertEquals(1, run.call("proxy_on_done", 1));
        assertEquals(1, run.log().size(), () -> run.log().toString());
    }

    @Test
    void theJdkDoesTheSameInAModuleAsOnAJvm() throws IOException {
        Path data = Path.of("src/test/resources/probe.txt");
        ModuleRun run = new ModuleRun(compile(JdkProbe.class, Map.of("probe.txt", data), false));
        run.instance().export("proxy_on_context_create").apply(1, 0);
        assertEquals(1, run.call("proxy_on_configure", 1, 0), () -> run.log().toString());
        List<String> expected = new ArrayList<>(JdkProbe.lines());
        expected.add("time: currentTimeMillis true");
        assertEquals(String.join("\n", expected), String.join("\n", run.log()));
    }

    @Test
    void importsAndExportsAreTheAbiAlone() throws IOException {
        var module = com.dylibso.chicory.wasm.Parser.parse(smallest);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < module.importSection().importCount(); i++) {
            var wanted =
                    (com.dylibso.chicory.wasm.types.FunctionImport)
                            module.importSection().getImport(i);
            seen.add(
                    "import "
                            + wanted.module()
                            + "."
                            + wanted.name()
                            + " "
                            + module.typeSection().getType(wanted.typeIndex()));
        }
        for (int i = 0; i < module.exportSection().exportCount(); i++) {
            var given = module.exportSection().getExport(i);
            seen.add("export " + given.name() + " " + given.exportType());
        }
        seen.sort(null);
        String golden = Files.readString(Path.of("src/test/resources/module.golden"));
        assertEquals(golden.strip(), seen.stream().collect(Collectors.joining("\n")));
    }

    @Test
    void theSameInputGivesTheSameBytes() throws IOException {
        assertArrayEquals(
                compile(Smallest.class, Map.of(), false), compile(Smallest.class, Map.of(), false));
    }

    @Test
    void nameAndVersionAreStampedAndADebugModuleKeepsFunctionNames() throws IOException {
        String debug =
                new String(compile(Smallest.class, Map.of(), true), StandardCharsets.ISO_8859_1);
        String stripped = new String(smallest, StandardCharsets.ISO_8859_1);
        assertTrue(stripped.contains("tollgateprobe 1.2.3"));
        assertTrue(debug.contains("HttpContext"), "function names");
        assertTrue(!stripped.contains("HttpContext.run"), "no function names");
        assertTrue(smallest.length < 80_000, smallest.length + " bytes");
    }

    @Test
    void aClassThatNoModuleCanHaveIsNamedWithItsCause() {
        var refused =
                assertThrows(CompileException.class, () -> compile(Writer.class, Map.of(), false));
        assertTrue(refused.getMessage().contains("pulled in by"), refused.getMessage());
        assertTrue(refused.getMessage().contains("reached from"), refused.getMessage());
        assertTrue(refused.getMessage().contains("Writer.printed"), refused.getMessage());
    }

    @Test
    void aMissingClassIsNamedWithTheMethodThatReachesIt() {
        var refused =
                assertThrows(CompileException.class, () -> compile(Opener.class, Map.of(), false));
        assertTrue(refused.getMessage().contains("java.lang.ProcessHandle"), refused.getMessage());
        assertTrue(refused.getMessage().contains("Opener.configure"), refused.getMessage());
    }
}
