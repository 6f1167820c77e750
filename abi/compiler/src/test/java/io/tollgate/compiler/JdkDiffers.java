package io.tollgate.compiler;

import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.ProxyWasm;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a module does otherwise than a JVM. */
public final class JdkDiffers implements Plugin {
    public static void main(String[] args) {
        ProxyWasm.register(JdkDiffers::new);
    }

    @Override
    public void configure(PluginSetup setup) {
        setup.log().info("Optional.toString: " + Optional.of(1));
        setup.log().info("weak references: " + new WeakReference<>(new Object[1]).get().length);
        setup.log().info("UTF-16 and other charsets: " + charset());
        setup.log().info("arrays: " + array(16_777_216) + " " + array(16_777_217));
        setup.log().info("recursion without end: comes");
        setup.log().info("recursion without end: " + endless(setup, 0));
    }

    private static String charset() {
        try {
            return "" + "x".getBytes(StandardCharsets.UTF_16).length;
        } catch (UnsupportedOperationException e) {
            return "refused";
        }
    }

    private static String array(int size) {
        try {
            return "" + new byte[size].length;
        } catch (OutOfMemoryError e) {
            return "out of memory";
        }
    }

    private static int endless(PluginSetup setup, int depth) {
        return setup.log() == null ? depth : endless(setup, depth + 1) + depth;
    }
}
