package io.tollgate.tokens.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamiliesTest {
    @ParameterizedTest
    @CsvSource({
        "gpt-4o, o200k, TILES",
        "ft:gpt-4o-mini-2024-07-18:acme::x, o200k, TILES",
        "gpt-4, cl100k, TILES",
        "ft:gpt-4-0613:acme::x, cl100k, TILES",
        "openai/gpt-4-turbo, cl100k, TILES",
        "gpt-35-turbo, cl100k, TILES",
        "ft:gpt-3.5-turbo:acme::x, cl100k, TILES",
        "gpt-4.1, o200k, TILES",
        "o4-mini, o200k, PATCHES",
        "openai/o4-mini, o200k, PATCHES",
        "ft:o4-mini-2025-04-16:acme::x, o200k, PATCHES",
        "ft:o3-mini:acme::x, o200k, TILES",
        "gpt-5-mini, o200k, PATCHES",
        "text-embedding-3-small, cl100k, FLAT",
        "anthropic.claude-3-5-sonnet-20241022-v2:0, o200k, AREA",
        "gemini-2.5-pro, o200k, GEMINI",
        "something-new, o200k, AREA"
    })
    void aModelsNameChoosesItsRow(String model, String encoding, ImageRule image) {
        Family family = new Families().of(model);
        assertEquals(encoding, family.text().encoding());
        assertEquals(image, family.media().image());
    }

    @Test
    void everyConstantHasASourceThatTheDocumentNames() throws IOException {
        String document = Files.readString(Path.of("../../docs/tokens.md"));
        for (Family family : new Families().all()) {
            String[] columns = family.sources().split("/", -1);
            assertEquals(4, columns.length, family.globs());
            for (String column : columns) {
                for (String source : column.split("\\+", -1)) {
                    assertTrue(document.contains("| `" + source + "` |"), source);
                }
            }
        }
    }

    @Test
    void everySourceInTheDocumentIsThatOfARow() throws IOException {
        String rows = "/";
        for (Family family : new Families().all()) {
            rows += family.sources().replace('+', '/') + "/";
        }
        String document = Files.readString(Path.of("../../docs/tokens.md"));
        String table = document.substring(document.indexOf("| source |"));
        Matcher names = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|").matcher(table);
        while (names.find()) {
            assertTrue(rows.contains("/" + names.group(1) + "/"), names.group(1));
        }
    }
}
