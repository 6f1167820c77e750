package io.tollgate.testkit.engine;

import io.tollgate.testkit.engine.WasmEngine.Signature;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A module checked as Envoy checks it when it loads: ABI marker, imports, exports, memory,
 * allocator. Shared by all its instances.
 */
public final class WasmModuleImage {
    private static final String MARKER = "proxy_abi_version_";
    private static final Map<String, String> CALLBACKS = new TreeMap<>();

    static {
        for (String line :
                List.of(
                        "_initialize ::",
                        "_start ::",
                        "main ii:i",
                        "__main_void :i",
                        "malloc i:i",
                        "proxy_on_memory_allocate i:i",
                        "proxy_on_context_create ii:",
                        "proxy_on_vm_start ii:i",
                        "proxy_on_configure ii:i",
                        "proxy_on_done i:i",
                        "proxy_on_log i:",
                        "proxy_on_delete i:",
                        "proxy_on_tick i:",
                        "proxy_on_queue_ready ii:",
                        "proxy_on_foreign_function iii:",
                        "proxy_on_request_headers iii:i",
                        "proxy_on_request_body iii:i",
                        "proxy_on_request_trailers ii:i",
                        "proxy_on_response_headers iii:i",
                        "proxy_on_response_body iii:i",
                        "proxy_on_response_trailers ii:i",
                        "proxy_on_new_connection i:i",
                        "proxy_on_downstream_data iii:i",
                        "proxy_on_upstream_data iii:i",
                        "proxy_on_downstream_connection_close ii:",
                        "proxy_on_upstream_connection_close ii:",
                        "proxy_on_http_call_response iiiii:",
                        "proxy_on_grpc_receive_initial_metadata iii:",
                        "proxy_on_grpc_receive_trailing_metadata iii:",
                        "proxy_on_grpc_receive iii:",
                        "proxy_on_grpc_close iii:")) {
            int space = line.indexOf(' ');
            CALLBACKS.put(line.substring(0, space), line.substring(space + 1).replace("::", ":"));
        }
    }

    private final WasmEngine engine;
    private final Map<String, String> exports = new TreeMap<>();

    private WasmModuleImage(WasmEngine engine) {
        this.engine = engine;
        engine.exportedFunctions().forEach(f -> exports.put(f.name(), f.type()));
    }

    /** Loads and checks a module. Throws {@link ModuleRefused} with the reason. */
    public static WasmModuleImage of(byte[] wasm, WasmEngine.Mode mode) {
        WasmModuleImage image = new WasmModuleImage(WasmEngine.load(wasm, mode));
        image.check();
        image.warn();
        return image;
    }

    /** A function that is interpreted is a hundred times slower: the run says so. */
    private void warn() {
        if (interpretedFunctions() > 0) {
            System.getLogger("io.tollgate.testkit").log(System.Logger.Level.WARNING, interpreted());
        }
    }

    String interpreted() {
        return "the engine interprets what its compiler could not take, functions "
                + new TreeSet<>(engine.interpretedFunctions());
    }

    private void check() {
        checkMarker();
        if (!engine.otherImports().isEmpty()) {
            throw new ModuleRefused(
                    "Failed to load Wasm module due to a missing import: "
                            + engine.otherImports().get(0));
        }
        if (!exports.containsKey("malloc") && !exports.containsKey("proxy_on_memory_allocate")) {
            throw new ModuleRefused("neither malloc nor proxy_on_memory_allocate is exported");
        }
        exports.forEach(WasmModuleImage::checkExport);
        if (engine.memories() != 1) {
            throw new ModuleRefused("exactly one memory is needed, not " + engine.memories());
        }
    }

    /** The first marker in the export section counts. */
    private void checkMarker() {
        var names = engine.exportedFunctions().stream().map(Signature::name);
        String marker = names.filter(n -> n.startsWith(MARKER)).findFirst().orElse("");
        if (marker.isEmpty()) {
            throw new ModuleRefused("Missing or unknown Proxy-Wasm ABI version");
        }
        if (!marker.equals(MARKER + "0_2_1") && !marker.equals(MARKER + "0_2_0")) {
            throw new ModuleRefused("testkit models ABI 0.2.1 and 0.2.0, not " + marker);
        }
    }

    private static void checkExport(String name, String type) {
        if (CALLBACKS.containsKey(name) && !CALLBACKS.get(name).equals(type)) {
            throw new ModuleRefused("Bad function signature for: " + name + " " + type);
        }
    }

    WasmEngine engine() {
        return engine;
    }

    boolean exports(String function) {
        return exports.containsKey(function);
    }

    /** Imported functions as {@code module.name type}. */
    public List<String> imports() {
        return engine.importedFunctions().stream()
                .map(f -> f.module() + "." + f.name() + " " + f.type())
                .toList();
    }

    /** Exported functions as {@code name type}. */
    public List<String> exports() {
        return engine.exportedFunctions().stream().map(f -> f.name() + " " + f.type()).toList();
    }

    /** How many functions the compiler left to the interpreter; 0 in mode INTERPRETED. */
    public int interpretedFunctions() {
        return engine.interpretedFunctions().size();
    }
}
