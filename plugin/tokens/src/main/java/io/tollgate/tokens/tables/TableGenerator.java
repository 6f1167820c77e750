// lint: JVM only
package io.tollgate.tokens.tables;

import io.tollgate.tokens.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/**
 * Writes one table file an encoding: {@code TableGenerator OUTPUT_DIR RESOURCE_DIR CLASSES_TXT
 * ENCODINGS}, the last a list with commas, {@code none} for none. The files stand in the first
 * folder, to be put into a module, and as a resource in the second. The same input gives the same
 * bytes; a file of this layout that is there is not written again.
 */
public final class TableGenerator {
    private static final String RESOURCES = "com/knuddels/jtokkit/";

    private TableGenerator() {}

    public static void main(String[] args) throws IOException {
        Path output = Path.of(args[0]);
        Path resources = Path.of(args[1]);
        List<String> wanted = List.of(args[3].split(","));
        Files.createDirectories(output);
        Files.createDirectories(resources);
        for (String encoding : List.of("o200k", "cl100k")) {
            Path file = output.resolve(encoding + ".bin");
            Path resource = resources.resolve(encoding + ".bin");
            if (wanted.contains(encoding)) {
                write(encoding, file, Path.of(args[2]));
                Files.copy(file, resource, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.write(file, new byte[0]); // the module is built without it
                Files.deleteIfExists(resource);
            }
        }
    }

    private static void write(String encoding, Path file, Path classes) throws IOException {
        if (!isOfThisLayout(file)) {
            Files.write(file, generate(encoding, Files.readString(classes)));
            System.out.println("tables " + encoding + ": " + Files.size(file) + " bytes");
        }
    }

    private static boolean isOfThisLayout(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        ByteBuffer magic = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        magic.putInt(Layout.MAGIC);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(magic.array(), in.readNBytes(4));
        }
    }

    static byte[] generate(String encoding, String classes) throws IOException {
        CharacterClasses parsed = CharacterClasses.parse(classes);
        if (encoding.equals("o200k")) {
            Ranks ranks = Ranks.load(RESOURCES + "o200k_base.tiktoken", Ranks.O200K_SHA256);
            return new TableFile(ranks, parsed, 17).bytes(Layout.PATTERN_O200K);
        }
        Ranks ranks = Ranks.load(RESOURCES + "cl100k_base.tiktoken", Ranks.CL100K_SHA256);
        return new TableFile(ranks, parsed, 16).bytes(Layout.PATTERN_CL100K);
    }
}
