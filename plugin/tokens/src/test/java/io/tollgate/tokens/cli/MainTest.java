package io.tollgate.tokens.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.tokens.ArrayTable;
import io.tollgate.tokens.Tokenizer;
import io.tollgate.tokens.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return Main.run(
                List.of(args),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void filesAreCountedOneALine() throws IOException {
        String one = file("one", "hello world");
        String two = file("two", "hello world ".repeat(20_000));
        assertEquals(0, run("--encoding", "o200k", one, two));
        assertEquals("2 " + one + "\n40001 " + two + "\n", out.toString(UTF_8));
    }

    @Test
    void aFileOfOneLongWordIsCountedExactly() throws IOException {
        String run = "ab".repeat(100_000);
        String name = file("run", run);
        assertEquals(0, run("--encoding", "o200k", name));
        long exact =
                new Tokenizer(new Vocabulary(ArrayTable.load("o200k"))).count(run.getBytes(UTF_8));
        assertEquals(exact + " " + name + "\n", out.toString(UTF_8));
    }

    @Test
    void aRequestIsCountedInParts() throws IOException {
        String body =
                file(
                        "body",
                        "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
        assertEquals(0, run("--chat", body));
        assertEquals("8 " + body + "\n1 text\n3 request\n4 messages 1\n", out.toString(UTF_8));
    }

    @Test
    void thePathTellsShapeAndModel() throws IOException {
        String body = file("body", "{\"contents\":[{\"parts\":[{\"text\":\"hello\"}]}]}");
        assertEquals(
                0,
                run("--chat", body, "--path", "/v1beta/models/gemini-2.0-flash:generateContent"));
        assertEquals("1 " + body + "\n1 text\n", out.toString(UTF_8));
    }

    @Test
    void wrongArgumentsShowTheUsage() {
        assertEquals(2, run("--encoding", "p50k", "x"));
        assertTrue(err.toString(UTF_8).startsWith("usage:"));
    }

    @Test
    void aMissingFileIsNamed() {
        assertEquals(1, run("--encoding", "cl100k", folder.resolve("none").toString()));
        assertTrue(err.toString(UTF_8).contains("none"));
    }
}
