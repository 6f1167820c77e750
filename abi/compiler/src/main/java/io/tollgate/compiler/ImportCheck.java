package io.tollgate.compiler;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmModule;

/**
 * Envoy loads a module only if it knows every import; so an unknown one is refused here, with its
 * cause.
 */
final class ImportCheck {
    private static final Set<String> ENV =
            Set.copyOf(
                    List.of(
                            "proxy_log",
                            "proxy_get_log_level",
                            "proxy_get_current_time_nanoseconds",
                            "proxy_set_tick_period_milliseconds",
                            "proxy_set_effective_context",
                            "proxy_done",
                            "proxy_get_buffer_bytes",
                            "proxy_get_buffer_status",
                            "proxy_set_buffer_bytes",
                            "proxy_get_header_map_size",
                            "proxy_get_header_map_pairs",
                            "proxy_set_header_map_pairs",
                            "proxy_get_header_map_value",
                            "proxy_add_header_map_value",
                            "proxy_replace_header_map_value",
                            "proxy_remove_header_map_value",
                            "proxy_continue_stream",
                            "proxy_close_stream",
                            "proxy_get_status",
                            "proxy_send_local_response",
                            "proxy_http_call",
                            "proxy_grpc_call",
                            "proxy_grpc_stream",
                            "proxy_grpc_send",
                            "proxy_grpc_cancel",
                            "proxy_grpc_close",
                            "proxy_set_shared_data",
                            "proxy_get_shared_data",
                            "proxy_register_shared_queue",
                            "proxy_resolve_shared_queue",
                            "proxy_enqueue_shared_queue",
                            "proxy_dequeue_shared_queue",
                            "proxy_define_metric",
                            "proxy_increment_metric",
                            "proxy_record_metric",
                            "proxy_get_metric",
                            "proxy_get_property",
                            "proxy_set_property",
                            "proxy_call_foreign_function"));

    private final Cause cause;

    ImportCheck(Cause cause) {
        this.cause = cause;
    }

    void check(WasmModule module) {
        var refused = new TreeSet<String>();
        for (var function : module.functions) {
            if (function.getImportName() != null
                    && !("env".equals(function.getImportModule())
                            && ENV.contains(function.getImportName()))) {
                refused.add(refusal(function));
            }
        }
        if (!refused.isEmpty()) {
            throw new CompileException(String.join("\n", refused));
        }
    }

    /** Names the Java method behind an import, and the filter's method that reaches it. */
    private String refusal(WasmFunction function) {
        var method = function.getJavaMethod();
        return "no proxy-wasm host offers the import "
                + function.getImportModule()
                + "."
                + function.getImportName()
                + (method == null
                        ? ""
                        : ", pulled in by "
                                + method.getClassName()
                                + "."
                                + method.getName()
                                + cause.of(method));
    }
}
