package io.tollgate.compiler;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The compiler from a command line: {@code MAIN_CLASS MODULE.wasm [--data NAME=FILE]... [--debug]
 * [--name N] [--version V]}.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        String name = args[0];
        String version = "0";
        boolean debug = false;
        Map<String, Path> data = new LinkedHashMap<>();
        for (int i = 2; i < args.length; i++) {
            switch (args[i]) {
                case "--debug" -> debug = true;
                case "--name" -> name = args[++i];
                case "--version" -> version = args[++i];
                case "--data" -> {
                    var parts = args[++i].split("=", 2);
                    data.put(parts[0], Path.of(parts[1]));
                }
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        var options = new Options(args[0], Path.of(args[1]), name, version, data, debug, 512);
        new Compiler(Main.class.getClassLoader()).compile(options).forEach(System.err::println);
    }
}
