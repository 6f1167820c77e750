package io.tollgate.quickstart;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Ports, module and the choice of the service. */
record Settings(
        int port,
        int demoPort,
        int adminPort,
        boolean redis,
        Path module,
        ToIntFunction<String> counter) {

    /** From the environment: PORT, DEMO_PORT, ADMIN_PORT, REDIS=1, MODULE. */
    static Settings from(Map<String, String> environment, Path defaultModule) {
        return new Settings(
                number(environment, "PORT", 10000),
                number(environment, "DEMO_PORT", 10001),
                number(environment, "ADMIN_PORT", 9901),
                "1".equals(environment.get("REDIS")),
                Path.of(environment.getOrDefault("MODULE", defaultModule.toString())),
                Tokens.o200k());
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String text = environment.getOrDefault(name, "");
        return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }
}
