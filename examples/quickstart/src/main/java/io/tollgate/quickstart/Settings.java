package io.tollgate.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** Ports that somebody else listens on, each with the way out. */
    List<String> taken() {
        List<String> taken = new ArrayList<>();
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("PORT", port);
        ports.put("DEMO_PORT", demoPort);
        ports.put("ADMIN_PORT", adminPort);
        ports.forEach(
                (name, number) -> {
                    if (!isFree(number)) {
                        taken.add(
                                "port "
                                        + number
                                        + " is taken; choose another: make run "
                                        + name
                                        + "="
                                        + (number + 1000));
                    }
                });
        return taken;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String text = environment.getOrDefault(name, "");
        return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }
}
