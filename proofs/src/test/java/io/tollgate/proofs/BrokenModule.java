package io.tollgate.proofs;

import io.tollgate.testkit.real.RealParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The module with one of its callbacks replaced by a trap, so that a test can kill a VM of a real
 * Envoy when it wants: the module itself has no such way.
 */
final class BrokenModule {
    private static final int HEADER = 8;
    private static final int IMPORTS = 2;
    private static final int EXPORTS = 7;
    private static final int CODE = 10;
    private static final byte UNREACHABLE = 0;
    private static final byte NOP = 1;
    private static final byte END = 0x0b;

    private final byte[] wasm;
    private int at;

    private BrokenModule(byte[] wasm) {
        this.wasm = wasm;
    }

    /** Writes it into a folder and gives its path. */
    static Path trapIn(String callback, Path folder) {
        try {
            Path module = RealParts.root().resolve("plugin/filter/target/tollgate.wasm");
            BrokenModule broken = new BrokenModule(Files.readAllBytes(module));
            broken.trap(broken.exported(callback) - broken.importedFunctions());
            return Files.write(folder.resolve("broken.wasm"), broken.wasm);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int number() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int b = wasm[at++];
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    /** Goes to the content of the first section of that kind. */
    private void section(int kind) {
        at = HEADER;
        while (wasm[at++] != kind) {
            int size = number();
            at += size;
        }
        number();
    }

    private String name() {
        int length = number();
        at += length;
        return new String(wasm, at - length, length, StandardCharsets.UTF_8);
    }

    private int importedFunctions() {
        section(IMPORTS);
        int all = number();
        for (int i = 0; i < all; i++) {
            name();
            String what = name();
            if (wasm[at++] != 0) {
                throw new IllegalStateException("imports more than functions: " + what);
            }
            number();
        }
        return all;
    }

    private int exported(String callback) {
        section(EXPORTS);
        for (int left = number(); left > 0; left--) {
            boolean wanted = name().equals(callback);
            at++;
            int index = number();
            if (wanted) {
                return index;
            }
        }
        throw new IllegalArgumentException("no export " + callback);
    }

    private void trap(int function) {
        section(CODE);
        number();
        for (int i = 0; i < function; i++) {
            int size = number();
            at += size;
        }
        int size = number();
        Arrays.fill(wasm, at, at + size, NOP);
        wasm[at] = 0; // no locals
        wasm[at + 1] = UNREACHABLE;
        wasm[at + size - 1] = END;
    }
}
