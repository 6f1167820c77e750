package io.tollgate.compiler;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.util.ArrayList;
import java.util.List;

/** Just enough of a host to start a module and read its log. */
final class ModuleRun {
    private final List<String> log = new ArrayList<>();
    private final WasmModule module;
    private final Instance instance;

    ModuleRun(byte[] bytes) {
        module = Parser.parse(bytes);
        List<HostFunction> functions = new ArrayList<>();
        var imports = module.importSection();
        for (int i = 0; i < imports.importCount(); i++) {
            var wanted = (FunctionImport) imports.getImport(i);
            FunctionType type = module.typeSection().getType(wanted.typeIndex());
            functions.add(
                    new HostFunction(
                            wanted.module(),
                            wanted.name(),
                            type,
                            (caller, args) -> new long[] {call(caller, wanted.name(), args)}));
        }
        instance =
                Instance.builder(module)
                        .withImportValues(
                                ImportValues.builder()
                                        .addFunction(functions.toArray(HostFunction[]::new))
                                        .build())
                        .build();
        instance.export("_initialize").apply();
    }

    long call(String export, long... arguments) {
        return instance.export(export).apply(arguments)[0];
    }

    Instance instance() {
        return instance;
    }

    List<String> log() {
        return log;
    }

    /** Everything is absent but the log and a clock that says 12345 ms. */
    private long call(Instance caller, String name, long[] args) {
        if (name.equals("proxy_log")) {
            log.add(caller.memory().readString((int) args[1], (int) args[2]));
            return 0;
        }
        if (name.equals("proxy_get_current_time_nanoseconds")) {
            caller.memory().writeLong((int) args[0], 12_345_000_000L);
            return 0;
        }
        return 1;
    }
}
