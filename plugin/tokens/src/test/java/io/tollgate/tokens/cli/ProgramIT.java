package io.tollgate.tokens.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar itself, run as people run it. It is packed first, so this runs after the other tests. */
class ProgramIT {
    private static final Path JAR = Path.of("target/tollgate-tokens.jar").toAbsolutePath();

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    /** What the README's command lines print for the files of the test, in their order. */
    private static final List<String> README =
            List.of(
                    "2 README.md\n2 src/a.py\n4 src/b.py\n",
                    "8 request.json\n1 text\n3 request\n4 messages 1\n",
                    "1 body.json\n1 text\n");

    private static final String CHAT =
            "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    private record Ended(int status, String out, String err) {}

    @TempDir Path folder;

    private Ended run(byte[] in, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(JAVA.resolve("java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(args));
        return run(in, command);
    }

    private Ended run(byte[] in, List<String> command) throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Process process = builder.redirectError(err.toFile()).redirectOutput(out.toFile()).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(in);
        }
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void filesAndStandardInputAreCounted() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "hello world");
        byte[] in = "Grüße aus Köln".getBytes(UTF_8);
        Ended o200k = run(in, "--encoding", "o200k", "a.txt", "-");
        assertEquals(new Ended(0, "2 a.txt\n5 -\n", ""), o200k);
        Ended cl100k = run(in, "--encoding", "cl100k", "-", "a.txt");
        assertEquals(new Ended(0, "6 -\n2 a.txt\n", ""), cl100k);
    }

    @Test
    void aRequestIsCountedInParts() throws Exception {
        Ended ended = run(CHAT.getBytes(UTF_8), "--chat", "-");
        assertEquals(new Ended(0, "8 -\n1 text\n3 request\n4 messages 1\n", ""), ended);
    }

    @Test
    void eachCommandLineOfTheReadmeRuns() throws Exception {
        Files.createDirectories(folder.resolve("src"));
        Files.createSymbolicLink(folder.resolve("tollgate-tokens.jar"), JAR);
        Files.writeString(folder.resolve("README.md"), "hello world");
        Files.writeString(folder.resolve("src/a.py"), "print()");
        Files.writeString(folder.resolve("src/b.py"), "print('hello')");
        Files.writeString(folder.resolve("request.json"), CHAT);
        String gemini = "{\"contents\":[{\"parts\":[{\"text\":\"hello\"}]}]}";
        Files.writeString(folder.resolve("body.json"), gemini);
        String path = "PATH=" + JAVA + ":$PATH; ";
        List<Ended> ended = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            if (line.startsWith("    java -jar ")) {
                ended.add(run(new byte[0], List.of("sh", "-c", path + line)));
            }
        }
        assertEquals(README.stream().map(out -> new Ended(0, out, "")).toList(), ended);
    }

    @Test
    void errorsAreSaidInOneLineAndByTheStatus() throws Exception {
        Ended missing = run(new byte[0], "--encoding", "o200k", "none.txt");
        assertEquals(1, missing.status());
        assertEquals("", missing.out());
        assertEquals(1, missing.err().lines().count(), missing.err());
        assertTrue(missing.err().contains("none.txt"), missing.err());
        Ended noJson = run("hello".getBytes(UTF_8), "--chat", "-");
        assertEquals(1, noJson.status());
        assertTrue(noJson.err().contains("not a JSON object"), noJson.err());
        Ended wrong = run(new byte[0], "--encoding", "p50k", "x");
        assertEquals(2, wrong.status());
        assertTrue(wrong.err().startsWith("usage:"), wrong.err());
        assertEquals(2, run(new byte[0]).status());
    }

    @Test
    void theJarHoldsTablesAndNoticesAndNothingOfOthers() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (String entry :
                    new String[] {
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "io/tollgate/tokens/o200k.bin",
                        "io/tollgate/tokens/cl100k.bin"
                    }) {
                assertTrue(jar.getEntry(entry) != null, entry);
            }
            assertFalse(
                    jar.stream()
                            .anyMatch(
                                    e ->
                                            e.getName().endsWith(".class")
                                                    && !e.getName().startsWith("io/tollgate/")));
        }
    }
}
