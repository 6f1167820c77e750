package io.tollgate.compiler;

import java.util.ArrayList;
import java.util.List;
import org.teavm.backend.wasm.model.WasmCompositeType;
import org.teavm.backend.wasm.model.WasmCustomSection;
import org.teavm.backend.wasm.model.WasmFunctionType;
import org.teavm.backend.wasm.model.WasmModule;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.render.WasmBinaryRenderer;
import org.teavm.backend.wasm.render.WasmBinaryStatsCollector;
import org.teavm.backend.wasm.render.WasmBinaryVersion;
import org.teavm.backend.wasm.render.WasmBinaryWriter;

/**
 * Makes of TeaVM's module one that a proxy-wasm host loads: no JavaScript, own memory, the ABI's
 * exports and nothing else.
 */
final class Linker {
    private static final int PAGE = 0x10000;
    private static final int SPARE_PAGES = 16;

    /** Chicory reads block types 64 to 127 wrongly; so many unused types keep clear of them. */
    private static final int PADDING_TYPES = 128;

    private final Options options;
    private CodeSizes sizes;

    Linker(Options options) {
        this.options = options;
    }

    byte[] link(WasmModule module, Cause cause) {
        var layout = new DataLayout(options.data());
        int free = layout.place(module);
        defineGlobals(module, free);
        new RuntimeImports(module).define();
        new ImportCheck(cause).check(module);
        exportOnlyTheAbi(module);
        defineMemory(module, free);
        module.add(new WasmCustomSection("tollgate", options.stamp()));
        module.prepareForRendering();
        padTypes(module);
        byte[] bytes = new PassiveData(layout.data()).addTo(render(module));
        sizes = new CodeSizes(module, bytes);
        return bytes;
    }

    /** Of the module linked last. */
    CodeSizes sizes() {
        return sizes;
    }

    private byte[] render(WasmModule module) {
        var writer = new WasmBinaryWriter();
        var statistics = WasmBinaryStatsCollector.EMPTY;
        boolean strip = !options.debug();
        new WasmBinaryRenderer(
                        writer, WasmBinaryVersion.V_0x1, strip, null, null, null, null, statistics)
                .render(module, List::of);
        return writer.getData();
    }

    /**
     * Envoy refuses imported globals. TeaVM's own heap gets no room: linear memory is ours alone.
     */
    private static void defineGlobals(WasmModule module, int free) {
        for (var global : module.globals) {
            if (global.getImportName() != null) {
                int value = global.getImportName().equals("heapOffset") ? free : 0;
                global.setImportModule(null);
                global.setImportName(null);
                global.getInitialValue().builder().i32Const(value);
            }
        }
    }

    private static void exportOnlyTheAbi(WasmModule module) {
        for (var function : module.functions) {
            if (function.getExportName() != null
                    && !function.getExportName().startsWith("proxy_")) {
                function.setExportName(null);
            }
        }
        module.tags.forEach(tag -> tag.setExportName(null));
        module.globals.forEach(global -> global.setExportName(null));
        module.getStartFunction()
                .setExportName("_initialize"); // run by the host when it may call host functions
        module.setStartFunction(null);
    }

    private void defineMemory(WasmModule module, int free) {
        module.memoryImportModule = null;
        module.memoryImportName = null;
        module.memoryExportName = "memory";
        module.setMinMemorySize((free + PAGE - 1) / PAGE + SPARE_PAGES);
        module.setMaxMemorySize(options.maxMemoryMb() * 16);
    }

    private static void padTypes(WasmModule module) {
        var types = new ArrayList<WasmCompositeType>();
        module.types.forEach(types::add);
        module.types.clear();
        for (int i = 0; i < PADDING_TYPES; i++) {
            module.types.add(new WasmFunctionType("padding" + i, (WasmType) null, List.of()));
        }
        types.forEach(module.types::add);
    }
}
