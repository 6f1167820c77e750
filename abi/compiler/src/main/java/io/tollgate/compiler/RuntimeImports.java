package io.tollgate.compiler;

import java.util.ArrayList;
import java.util.List;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmFunctionType;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.WasmModule;
import org.teavm.backend.wasm.model.WasmNumType;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.model.instruction.WasmExternConversionType;
import org.teavm.backend.wasm.model.instruction.WasmFloatBinaryOperation;
import org.teavm.backend.wasm.model.instruction.WasmFloatType;
import org.teavm.backend.wasm.model.instruction.WasmFloatUnaryOperation;
import org.teavm.backend.wasm.model.instruction.WasmInstructionBuilder;
import org.teavm.backend.wasm.model.instruction.WasmInt64Subtype;

/**
 * Gives bodies to the functions that TeaVM expects from JavaScript, and to those that are
 * instructions of the machine.
 */
final class RuntimeImports {
    /** The bindings' slot for 64-bit results. */
    private static final int LONG_SLOT = DataLayout.BINDINGS_PAGE + 32;

    private static final double NANOS_PER_MILLI = 1e6;
    private final WasmModule module;

    RuntimeImports(WasmModule module) {
        this.module = module;
    }

    void define() {
        var functions = new ArrayList<WasmFunction>();
        module.functions.forEach(functions::add);
        for (var function : functions) {
            if (function.getImportName() != null && isRuntime(function.getImportModule())) {
                define(function);
            }
        }
    }

    private static boolean isRuntime(String moduleName) {
        return moduleName.startsWith("teavm") || moduleName.equals("tollgate");
    }

    private void define(WasmFunction function) {
        var parameters = parameters(function);
        var body = function.getBody().builder();
        if (!writeBody(function, parameters, body)) {
            return; // refused by ImportCheck, with all others
        }
        function.setImportModule(null);
        function.setImportName(null);
    }

    private boolean writeBody(
            WasmFunction function, List<WasmLocal> parameters, WasmInstructionBuilder body) {
        switch (function.getImportName()) {
            case "currentTimeMillis" -> currentTimeMillis(body);
            case "sqrt" -> squareRoot(parameters.get(0), body);
            case "memory_init" -> PassiveData.writeBody(parameters, body);
            case "memory_grow" -> body.getLocal(parameters.get(0)).memoryGrow();
            // strong references: nothing tells us of collections
            case "createStringWeakRef", "createWeakRef" ->
                    body.getLocal(parameters.get(0))
                            .externConvert(WasmExternConversionType.ANY_TO_EXTERN);
            case "stringDeref", "deref" ->
                    body.getLocal(parameters.get(0))
                            .externConvert(WasmExternConversionType.EXTERN_TO_ANY)
                            .cast((WasmType.Reference) function.getType().getReturnTypes().get(0));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void squareRoot(WasmLocal number, WasmInstructionBuilder body) {
        body.getLocal(number).floatUnary(WasmFloatType.FLOAT64, WasmFloatUnaryOperation.SQRT);
    }

    private void currentTimeMillis(WasmInstructionBuilder body) {
        body.i32Const(LONG_SLOT).call(hostClock()).drop();
        body.i32Const(LONG_SLOT).loadI64(8, 0, WasmInt64Subtype.INT64);
        body.convert(WasmNumType.INT64, WasmNumType.FLOAT64, true).f64Const(NANOS_PER_MILLI);
        body.floatBinary(WasmFloatType.FLOAT64, WasmFloatBinaryOperation.DIV);
    }

    private WasmFunction hostClock() {
        for (var function : module.functions) {
            if ("proxy_get_current_time_nanoseconds".equals(function.getImportName())) {
                return function;
            }
        }
        var type = new WasmFunctionType("clock", WasmType.INT32, List.of(WasmType.INT32));
        module.types.add(type);
        var clock = new WasmFunction(type);
        clock.setName("proxy_get_current_time_nanoseconds");
        clock.setImportModule("env");
        clock.setImportName("proxy_get_current_time_nanoseconds");
        module.functions.add(clock);
        return clock;
    }

    private static List<WasmLocal> parameters(WasmFunction function) {
        var result = new ArrayList<WasmLocal>();
        for (var type : function.getType().getParameterTypes()) {
            var local = new WasmLocal(type);
            function.add(local);
            result.add(local);
        }
        return result;
    }
}
