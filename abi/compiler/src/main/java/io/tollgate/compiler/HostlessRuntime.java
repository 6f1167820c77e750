package io.tollgate.compiler;

import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodHolder;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;

/**
 * Replaces the few method bodies that need JavaScript, or that are different in a module than on a
 * JVM.
 */
final class HostlessRuntime implements ClassHolderTransformer {
    private static final String CHARSET = "java.nio.charset.Charset";
    private static final String CHARSETS = "io.tollgate.compiler.emulated.Charsets";
    private static final ValueType BYTES = ValueType.arrayOf(ValueType.BYTE);
    private static final ValueType CHARS = ValueType.arrayOf(ValueType.CHARACTER);
    private static final String MODULE_DATA = "io.tollgate.abi.teavm.ModuleData";

    private final String mainClass;
    private final TrapGuard traps = new TrapGuard();

    HostlessRuntime(String mainClass) {
        this.mainClass = mainClass;
    }

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        for (var method : cls.getMethods().toArray(MethodHolder[]::new)) {
            traps.guard(cls.getName(), method.getProgram());
            switch (cls.getName() + "." + method.getName()) {
                case "java.lang.Throwable.fillInStackTrace" -> // the stack comes from JavaScript
                        body(method, context).var(0, cls).returnValue();
                case "org.teavm.runtime.heap.Heap.notifyHeapResized" -> doNothing(method, context);
                case "java.lang.String.getBytes" -> encode(method, context);
                case "java.lang.String.initWithBytes" -> decode(method, context);
                case "io.tollgate.abi.teavm.Exports.main" -> callMain(method, context);
                case "io.tollgate.abi.data.EmbeddedData.find" -> delegate(method, context, "find");
                case "io.tollgate.abi.Block.of" -> delegate(method, context, "copyOf");
                default -> {}
            }
        }
    }

    private static void encode(MethodHolder method, ClassHolderTransformerContext context) {
        if (method.parameterCount() == 1 && method.parameterType(0).isObject(CHARSET)) {
            var emitter = body(method, context);
            var text = emitter.var(0, ValueType.object("java.lang.String"));
            emitter.invoke(
                            CHARSETS,
                            "encode",
                            BYTES,
                            text,
                            emitter.var(1, ValueType.object(CHARSET)))
                    .returnValue();
        }
    }

    private static void decode(MethodHolder method, ClassHolderTransformerContext context) {
        var emitter = body(method, context);
        var bytes = emitter.var(1, BYTES);
        var from = emitter.var(2, ValueType.INTEGER);
        var count = emitter.var(3, ValueType.INTEGER);
        var charset = emitter.var(4, ValueType.object(CHARSET));
        var chars = emitter.invoke(CHARSETS, "decode", CHARS, bytes, from, count, charset);
        emitter.var(0, ValueType.object("java.lang.String")).invokeSpecial("takeCharArray", chars);
        emitter.exit();
    }

    private static void doNothing(MethodHolder method, ClassHolderTransformerContext context) {
        method.getModifiers().remove(ElementModifier.NATIVE);
        method.getAnnotations().remove("org.teavm.interop.Import");
        body(method, context).exit();
    }

    private void callMain(MethodHolder method, ClassHolderTransformerContext context) {
        var emitter = body(method, context);
        emitter.invoke(mainClass, "main", emitter.constantNull(String[].class));
        emitter.exit();
    }

    private static void delegate(
            MethodHolder method, ClassHolderTransformerContext context, String name) {
        var emitter = body(method, context);
        emitter.invoke(
                        MODULE_DATA,
                        name,
                        ValueType.object("io.tollgate.abi.Block"),
                        emitter.var(1, method.parameterType(0)))
                .returnValue();
    }

    private static ProgramEmitter body(MethodHolder method, ClassHolderTransformerContext context) {
        return ProgramEmitter.create(method, context.getHierarchy());
    }
}
