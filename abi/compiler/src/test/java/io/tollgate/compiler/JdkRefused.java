package io.tollgate.compiler;

import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.ProxyWasm;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** What no module can have: each use in a method of its own, so that the compiler can name it. */
final class JdkRefused {
    private JdkRefused() {}

    /** Classes and methods that are not there. */
    public static final class Missing implements Plugin {
        public static void main(String[] args) {
            ProxyWasm.register(Missing::new);
        }

        @Override
        public void configure(PluginSetup setup) {
            try {
                setup.log().info(files() + sockets() + processes() + http() + logger());
                setup.log().info(lines(setup.name()) + seconds() + uuid());
            } catch (IOException | InterruptedException e) {
                setup.log().info(e.toString());
            }
        }

        private static String files() throws IOException {
            return Files.readString(Path.of("x"));
        }

        private static String sockets() throws IOException {
            try (Socket socket = new Socket("localhost", 1)) {
                return "" + socket.getPort();
            }
        }

        private static String processes() throws IOException {
            return new ProcessBuilder("x").start().toString();
        }

        private static String http() throws IOException, InterruptedException {
            return HttpClient.newHttpClient().toString();
        }

        private static String logger() {
            return System.getLogger("x").getName();
        }

        private static String lines(String text) {
            return "" + text.lines().count();
        }

        private static String seconds() {
            return "" + Duration.ofMillis(1).toSeconds();
        }

        private static String uuid() {
            return new UUID(1, 2).toString();
        }
    }

    /** Methods that need a host of another kind. */
    public static final class Imports implements Plugin {
        public static void main(String[] args) {
            ProxyWasm.register(Imports::new);
        }

        @Override
        public void configure(PluginSetup setup) {
            double x = setup.clock().millis();
            printed();
            setup.log().info("" + power(x) + sine(x) + random());
        }

        @SuppressWarnings("SystemOut")
        private static void printed() {
            System.out.println("hello");
        }

        private static double power(double x) {
            return Math.pow(x, x);
        }

        private static double sine(double x) {
            return Math.sin(x);
        }

        private static double random() {
            return Math.random();
        }
    }
}
