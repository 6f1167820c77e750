package io.tollgate.compiler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.teavm.backend.wasm.model.WasmMemorySegment;
import org.teavm.backend.wasm.model.WasmModule;

/**
 * Joins embedded data to one segment that is copied when asked for, puts its list behind the
 * bindings' page, and says in that page where the list is.
 */
final class DataLayout {
    /** Where {@code LinearMemory} lays out its page. */
    static final int BINDINGS_PAGE = 0x20000;

    private static final int CONTENTS = BINDINGS_PAGE + 64;
    private static final int LIST = BINDINGS_PAGE + 0x10000;

    private final Map<String, Path> files;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    DataLayout(Map<String, Path> files) {
        this.files = new TreeMap<>(files);
    }

    /** Returns where free memory begins. */
    int place(WasmModule module) {
        checkStrings(module);
        int size = files.keySet().stream().mapToInt(name -> 16 + 4 * name.length()).sum();
        var entries = ByteBuffer.allocate(4 + size).order(ByteOrder.LITTLE_ENDIAN);
        for (var file : files.entrySet()) {
            byte[] bytes = read(file.getValue());
            addEntry(entries, file.getKey(), data.size(), bytes.length);
            data.writeBytes(bytes);
        }
        segment(module, LIST, entries.array());
        int free = align(LIST + entries.capacity());
        var contents =
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(free).putInt(LIST);
        segment(module, CONTENTS, contents.array());
        return free;
    }

    /** What has been placed. */
    byte[] data() {
        return data.toByteArray();
    }

    private static void checkStrings(WasmModule module) {
        for (var segment : module.getSegments()) {
            if (segment.getOffset() + segment.getLength() > BINDINGS_PAGE) {
                throw new CompileException(
                        "string constants of more than " + BINDINGS_PAGE + " bytes");
            }
        }
    }

    private static void addEntry(ByteBuffer entries, String text, int from, int length) {
        byte[] name = text.getBytes(StandardCharsets.UTF_8);
        entries.putInt(name.length).putInt(from).putInt(length).put(name);
        entries.position((entries.position() + 3) & ~3);
    }

    private static int align(int address) {
        return (address + 15) & ~15;
    }

    private static void segment(WasmModule module, int offset, byte[] bytes) {
        var segment = new WasmMemorySegment();
        segment.setOffset(offset);
        segment.setLength(bytes.length);
        segment.setData(bytes);
        module.getSegments().add(segment);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("data to embed", e);
        }
    }
}
