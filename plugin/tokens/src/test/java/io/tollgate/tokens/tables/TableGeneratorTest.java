package io.tollgate.tokens.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tollgate.tokens.ArrayTable;
import io.tollgate.tokens.Tokenizer;
import io.tollgate.tokens.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableGeneratorTest {
    @Test
    void theSameVocabularyGivesTheSameBytes() throws IOException {
        byte[] built = Files.readAllBytes(Path.of("target/tables/cl100k.bin"));
        String classes = Files.readString(Path.of("src/main/unicode/classes.txt"));
        assertArrayEquals(built, TableGenerator.generate("cl100k", classes));
    }

    @Test
    void anotherVocabularyIsRefused() {
        String file = "com/knuddels/jtokkit/cl100k_base.tiktoken";
        assertThrows(IOException.class, () -> Ranks.load(file, Ranks.O200K_SHA256));
    }

    /** An encoding left out is an empty file in the module, and no resource on a JVM. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "cl100k"})
    void aBuildMayLeaveEncodingsOut(String wanted, @TempDir Path folder) throws IOException {
        Path tables = Files.createDirectories(folder.resolve("tables"));
        Files.write(tables.resolve("cl100k.bin"), "TGT1".getBytes(UTF_8)); // of an older layout
        Path resources = Files.createDirectories(folder.resolve("resources"));
        Files.write(resources.resolve("o200k.bin"), new byte[] {1}); // of an earlier build
        String classes = "src/main/unicode/classes.txt";
        TableGenerator.main(
                new String[] {tables.toString(), resources.toString(), classes, wanted});
        assertEquals(0, Files.size(tables.resolve("o200k.bin")));
        assertFalse(Files.exists(resources.resolve("o200k.bin")));
        boolean has = wanted.equals("cl100k");
        assertEquals(has, Files.size(tables.resolve("cl100k.bin")) > 0);
        assertEquals(has, Files.exists(resources.resolve("cl100k.bin")));
        if (has) {
            byte[] built = Files.readAllBytes(resources.resolve("cl100k.bin"));
            Vocabulary vocabulary = new Vocabulary(new ArrayTable(built));
            assertEquals(2, new Tokenizer(vocabulary).count("hello world".getBytes(UTF_8)));
        }
    }
}
