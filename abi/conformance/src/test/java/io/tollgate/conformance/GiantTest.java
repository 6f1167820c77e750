package io.tollgate.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.Plugin;
import io.tollgate.compiler.Compiler;
import io.tollgate.compiler.Options;
import io.tollgate.testkit.engine.WasmEngine;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function that Chicory's compiler gives up is named when the module is built. */
final class GiantTest {
    private static final int STATEMENTS = 2200;
    @TempDir private Path folder;

    @Test
    void aFunctionTooBigForChicoryIsNamed() throws Exception {
        write();
        Path output = folder.resolve("giant.wasm");
        List<String> warnings;
        try (var loader =
                new URLClassLoader(
                        new URL[] {folder.toUri().toURL()}, GiantTest.class.getClassLoader())) {
            warnings =
                    new Compiler(loader)
                            .compile(
                                    new Options(
                                            "Giant", output, "giant", "1", Map.of(), false, 64));
        }
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).startsWith("Giant.step: "), warnings.get(0));
        WasmEngine engine = WasmEngine.load(Files.readAllBytes(output), WasmEngine.Mode.COMPILED);
        assertEquals(1, engine.interpretedFunctions().size());
    }

    private void write() throws IOException {
        var text = new StringBuilder("import io.tollgate.abi.*;\npublic final class Giant {\n");
        text.append("static int step(int[] a, int x) {\n");
        for (int i = 1; i <= STATEMENTS; i++) {
            text.append("x += a[x & 7] * ").append(1000 + i).append(";\n");
        }
        text.append("return x; }\npublic static void main(String[] args) {\n");
        text.append("ProxyWasm.register(() -> setup -> setup.timers().every(");
        text.append("step(new int[8], setup.configuration().length), () -> {}));\n} }\n");
        Path source = Files.writeString(folder.resolve("Giant.java"), text);
        String bindings =
                Plugin.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertEquals(0, compiler.run(null, null, null, "-cp", bindings, source.toString()));
    }
}
