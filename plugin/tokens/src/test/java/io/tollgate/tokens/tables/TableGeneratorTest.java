package io.tollgate.tokens.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
}
