package io.tollgate.testkit.engine;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.ClassLoadingCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.compiler.internal.MachineFactory;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableImport;
import com.dylibso.chicory.wasm.types.ValType;
import io.tollgate.testkit.host.GuestTrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A parsed and, if wished, compiled module. Instances share it; this class alone knows the engine.
 */
public final class WasmEngine {
    /** How functions are run. */
    public enum Mode {
        /** Starts at once, runs slowly: small modules, few calls. */
        INTERPRETED,
        /** Compiled once to JVM bytecode. */
        COMPILED
    }

    /**
     * A function that the module imports or exports.
     *
     * @param module importing module name; empty for an export
     * @param name its name
     * @param type one letter a value: {@code i} i32, {@code I} i64, {@code f}, {@code F}, else
     *     {@code ?}; {@code params:results}
     */
    public record Signature(String module, String name, String type) {}

    /** A host function. */
    public interface HostCall {
        /** Called with the raw arguments; the result is dropped if the type has none. */
        long apply(Running caller, long[] args);
    }

    private static final Set<ExternalType> SERVED =
            Set.of(ExternalType.FUNCTION, ExternalType.MEMORY, ExternalType.TABLE);

    private final WasmModule module;
    private final Optional<Function<Instance, Machine>> machine;
    private final Set<Integer> interpreted;

    private WasmEngine(
            WasmModule module,
            Optional<Function<Instance, Machine>> machine,
            Set<Integer> interpreted) {
        this.module = module;
        this.machine = machine;
        this.interpreted = interpreted;
    }

    /** Parses, validates and, in mode COMPILED, compiles. */
    public static WasmEngine load(byte[] wasm, Mode mode) {
        WasmModule module = Parser.parse(wasm);
        if (mode == Mode.INTERPRETED) {
            return new WasmEngine(module, Optional.empty(), Set.of());
        }
        // The builder of the public API doesn't say which functions it gave up on, so its parts are
        // used.
        var result =
                Compiler.builder(module)
                        .withInterpreterFallback(InterpreterFallback.SILENT)
                        .withClassCollectorFactory(ClassLoadingCollector::new)
                        .build()
                        .compile();
        var factory =
                new MachineFactory(
                        module, ((ClassLoadingCollector) result.collector()).machineFactory());
        return new WasmEngine(
                module, Optional.of(factory), new TreeSet<>(result.interpretedFunctions()));
    }

    /** Indices of the functions that the compiler left to the interpreter. */
    public Set<Integer> interpretedFunctions() {
        return Set.copyOf(interpreted);
    }

    /** Imported functions in the order of the module. */
    public List<Signature> importedFunctions() {
        List<Signature> result = new ArrayList<>();
        for (FunctionImport f : functionImports()) {
            FunctionType type = module.typeSection().getType(f.typeIndex());
            result.add(new Signature(f.module(), f.name(), type(type)));
        }
        return result;
    }

    /** Imports that no host has, as {@code module.name}. */
    public List<String> otherImports() {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < module.importSection().importCount(); i++) {
            var wanted = module.importSection().getImport(i);
            if (!SERVED.contains(wanted.importType())) {
                result.add(wanted.module() + "." + wanted.name());
            }
        }
        return result;
    }

    /** Exported functions by name, in the order of the module. */
    public List<Signature> exportedFunctions() {
        List<Signature> result = new ArrayList<>();
        for (int i = 0; i < module.exportSection().exportCount(); i++) {
            var export = module.exportSection().getExport(i);
            if (export.exportType() == ExternalType.FUNCTION) {
                result.add(new Signature("", export.name(), type(functionType(export.index()))));
            }
        }
        return result;
    }

    /** How many memories the module has, its own and those that the host makes for it. */
    public int memories() {
        int own = module.memorySection().map(section -> section.memoryCount()).orElse(0);
        return own + imports(MemoryImport.class).size();
    }

    private <T> List<T> imports(Class<T> kind) {
        List<T> imports = new ArrayList<>();
        for (int i = 0; i < module.importSection().importCount(); i++) {
            if (kind.isInstance(module.importSection().getImport(i))) {
                imports.add(kind.cast(module.importSection().getImport(i)));
            }
        }
        return imports;
    }

    private List<FunctionImport> functionImports() {
        return imports(FunctionImport.class);
    }

    private FunctionType functionType(int index) {
        List<FunctionImport> imports = functionImports();
        if (index < imports.size()) {
            return module.typeSection().getType(imports.get(index).typeIndex());
        }
        return module.functionSection()
                .getFunctionType(index - imports.size(), module.typeSection());
    }

    private static String type(FunctionType type) {
        StringBuilder text = new StringBuilder();
        type.params().forEach(p -> text.append(letter(p)));
        text.append(':');
        type.returns().forEach(r -> text.append(letter(r)));
        return text.toString();
    }

    private static char letter(ValType type) {
        if (type.equals(ValType.I32)) {
            return 'i';
        }
        boolean wide = type.equals(ValType.I64);
        return wide ? 'I' : type.equals(ValType.F32) ? 'f' : type.equals(ValType.F64) ? 'F' : '?';
    }

    /** A new instance, its functions linked, nothing run yet but the module's own start section. */
    public Running instantiate(Map<Signature, HostCall> imports) {
        Running running = new Running();
        ImportValues.Builder values = ImportValues.builder();
        functionImports().forEach(f -> values.addFunction(running.bind(f, module, imports)));
        for (MemoryImport m : imports(MemoryImport.class)) {
            values.addMemory(
                    new ImportMemory(m.module(), m.name(), new ByteArrayMemory(m.limits())));
        }
        for (TableImport t : imports(TableImport.class)) {
            TableInstance made = new TableInstance(new Table(t.entryType(), t.limits()), -1);
            values.addTable(new ImportTable(t.module(), t.name(), made));
        }
        Instance.Builder builder =
                Instance.builder(module).withImportValues(values.build()).withStart(false);
        machine.ifPresent(builder::withMachineFactory);
        running.attach(builder.build());
        return running;
    }

    /** One instance. */
    public static final class Running {
        private Instance instance;
        private final Map<String, com.dylibso.chicory.runtime.ExportFunction> functions =
                new TreeMap<>();

        private int depth;

        private Running() {}

        private void attach(Instance created) {
            instance = created;
        }

        private HostFunction bind(
                FunctionImport f, WasmModule module, Map<Signature, HostCall> all) {
            FunctionType type = module.typeSection().getType(f.typeIndex());
            HostCall call = all.get(new Signature(f.module(), f.name(), type(type)));
            return new HostFunction(
                    f.module(), f.name(), type, (caller, args) -> host(caller, call, args, type));
        }

        private long[] host(Instance caller, HostCall call, long[] args, FunctionType type) {
            instance = instance == null ? caller : instance;
            long result = call.apply(this, args);
            return type.returns().isEmpty() ? new long[0] : new long[] {result};
        }

        /**
         * Calls an exported function; the first result, or 0. A trap becomes a {@link GuestTrap}.
         */
        public long call(String export, long... args) {
            depth++;
            try {
                long[] result = depth > 1 ? within(export, args) : fromOutside(export, args);
                return result == null || result.length == 0 ? 0 : result[0];
            } catch (ChicoryException e) {
                throw new GuestTrap(export, String.valueOf(e.getMessage()), e);
            } catch (StackOverflowError e) {
                throw new GuestTrap(export, "call stack exhausted", e);
            } finally {
                depth--;
            }
        }

        private long[] fromOutside(String export, long[] args) {
            return functions.computeIfAbsent(export, instance::export).apply(args);
        }

        /**
         * A call from within a host call, such as to the allocator. The engine takes the end of an
         * exported function for a moment when no function is at work, and forgets the objects that
         * only a stack frame holds: so the function is called beside that gate.
         */
        private long[] within(String export, long[] args) {
            return instance.getMachine().call(indexOf(export), args);
        }

        private int indexOf(String export) {
            var exports = instance.module().exportSection();
            for (int i = 0; i < exports.exportCount(); i++) {
                if (exports.getExport(i).name().equals(export)) {
                    return exports.getExport(i).index();
                }
            }
            throw new IllegalArgumentException("no export " + export);
        }

        /** Bytes of linear memory, or nothing if the range is not all inside it. */
        public Optional<byte[]> read(int at, int length) {
            return inside(at, length)
                    ? Optional.of(instance.memory().readBytes(at, length))
                    : Optional.empty();
        }

        /** Writes bytes; false if the range is not all inside linear memory. */
        public boolean write(int at, byte[] bytes) {
            if (!inside(at, bytes.length)) {
                return false;
            }
            instance.memory().write(at, bytes);
            return true;
        }

        /** Pages of 64 KiB in use. */
        public int pages() {
            return instance.memory().pages();
        }

        private boolean inside(int at, int length) {
            long start = Integer.toUnsignedLong(at);
            long size = Integer.toUnsignedLong(length);
            return start + size <= (long) instance.memory().pages() * 65536;
        }
    }
}
