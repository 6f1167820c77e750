package io.tollgate.compiler;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What to compile and how.
 *
 * @param mainClass the class whose main method registers the plugins
 * @param output the module's file
 * @param name written into the module, with the version
 * @param data files to embed, by the name to find them under
 * @param debug keeps function names, for readable traps
 * @param maxMemoryMb what linear memory may grow to, at most 1024 in Envoy
 */
public record Options(
        String mainClass,
        Path output,
        String name,
        String version,
        Map<String, Path> data,
        boolean debug,
        int maxMemoryMb) {
    byte[] stamp() {
        return (name + " " + version).getBytes(StandardCharsets.UTF_8);
    }
}
