package io.tollgate.compiler;

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
 * Places embedded data behind the first page, its list behind it, and says in the first page where
 * they are.
 */
final class DataLayout {
    /** Where {@code LinearMemory} lays out its page. */
    static final int BINDINGS_PAGE = 0x20000;

    private static final int CONTENTS = BINDINGS_PAGE + 64;
    private static final int FIRST = BINDINGS_PAGE + 0x10000;

    private final Map<String, Path> files;

    DataLayout(Map<String, Path> files) {
        this.files = new TreeMap<>(files);
    }

    /** Returns where free memory begins. */
    int place(WasmModule module) {
        checkStrings(module);
        int size = files.keySet().stream().mapToInt(name -> 16 + 4 * name.length()).sum();
        var entries = ByteBuffer.allocate(4 + size).order(ByteOrder.LITTLE_ENDIAN);
        int at = FIRST;
        for (var file : files.entrySet()) {
            byte[] bytes = read(file.getValue());
            segment(module, at, bytes);
            addEntry(entries, file.getKey(), at, bytes.length);
            at = align(at + bytes.length);
        }
        segment(module, at, entries.array());
        int free = align(at + entries.capacity());
        var contents =
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(free).putInt(at);
        segment(module, CONTENTS, contents.array());
        return free;
    }

    private static void checkStrings(WasmModule module) {
        for (var segment : module.getSegments()) {
            if (segment.getOffset() + segment.getLength() > BINDINGS_PAGE) {
                throw new CompileException(
                        "string constants of more than " + BINDINGS_PAGE + " bytes");
            }
        }
    }

    private static void addEntry(ByteBuffer entries, String text, int address, int length) {
        byte[] name = text.getBytes(StandardCharsets.UTF_8);
        entries.putInt(name.length).putInt(address).putInt(length).put(name);
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
