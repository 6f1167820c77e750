package io.tollgate.abi.data;

import io.tollgate.abi.ArrayBlock;
import io.tollgate.abi.Block;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Tables that come with a filter: data of the module, which costs no memory until it is asked for.
 */
public final class EmbeddedData {
    private EmbeddedData() {}

    /**
     * A copy of the data that the compiler was told to embed under this name, to be freed by the
     * caller. On a plain JVM it is the class path resource of that name. Throws {@link
     * IllegalStateException} if there is none.
     */
    public static Block find(String name) {
        // the compiler replaces this body
        try (InputStream stream = EmbeddedData.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new ArrayBlock(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
