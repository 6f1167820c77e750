package io.tollgate.compiler;

import java.util.ArrayList;
import java.util.List;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmModule;

/**
 * How many bytes of code each function of a rendered module has: code is what a host has to compile
 * at load.
 */
final class CodeSizes {
    /**
     * Chicory makes one Java method of a function, and those end at 64 KiB; about three bytes for
     * one of ours.
     */
    private static final int CHICORY_LIMIT = 20_000;

    private final List<WasmFunction> functions = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();

    CodeSizes(WasmModule module, byte[] bytes) {
        for (var function : module.functions) {
            if (function.getImportName() == null) {
                functions.add(function);
            }
        }
        var reader = new SectionReader(bytes);
        while (reader.next()) {
            if (reader.section() == SectionReader.CODE) {
                readBodies(reader);
            }
        }
    }

    /** One line for each function: bytes, class, method. */
    String table() {
        var table = new StringBuilder();
        for (int i = 0; i < functions.size(); i++) {
            table.append(sizes.get(i)).append('\t').append(name(functions.get(i))).append('\n');
        }
        return table.toString();
    }

    /** The functions that Chicory's compiler would refuse; it interprets them, slowly. */
    List<String> tooBigForChicory() {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < functions.size(); i++) {
            if (sizes.get(i) > CHICORY_LIMIT) {
                result.add(
                        name(functions.get(i)).replace('\t', '.')
                                + ": "
                                + sizes.get(i)
                                + " bytes of code");
            }
        }
        return result;
    }

    private void readBodies(SectionReader reader) {
        int count = reader.number();
        for (int i = 0; i < count; i++) {
            int size = reader.number();
            sizes.add(size);
            reader.skip(size);
        }
        if (sizes.size() != functions.size()) {
            throw new IllegalStateException(
                    sizes.size() + " bodies for " + functions.size() + " functions");
        }
    }

    private static String name(WasmFunction function) {
        var method = function.getJavaMethod();
        return method == null
                ? "teavm\t" + function.getName()
                : method.getClassName() + "\t" + method.getName();
    }
}
