package io.tollgate.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The hand-written modules of {@code src/test/wat}. */
final class Wat {
    private Wat() {}

    static byte[] module(String name) {
        return resource(name + ".wasm");
    }

    static byte[] resource(String name) {
        try (InputStream in = Wat.class.getResourceAsStream("/wat/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
