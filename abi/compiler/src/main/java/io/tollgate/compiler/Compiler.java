package io.tollgate.compiler;

import java.util.ArrayList;
import java.util.List;
import org.teavm.diagnostics.Problem;
import org.teavm.model.PreOptimizingClassHolderSource;
import org.teavm.model.ReferenceCache;
import org.teavm.parsing.ClasspathClassHolderSource;
import org.teavm.parsing.ClasspathResourceProvider;
import org.teavm.vm.TeaVM;
import org.teavm.vm.TeaVMBuilder;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Compiles a class with a main method, and all it reaches, to a proxy-wasm module. */
public final class Compiler {
    private final ClassLoader classes;

    /** The loader finds the class, the bindings and this compiler's own run-time classes. */
    public Compiler(ClassLoader classes) {
        this.classes = classes;
    }

    /**
     * Returns warnings: functions that Chicory cannot compile. Beside the module it writes what
     * each function takes.
     */
    public List<String> compile(Options options) {
        var linker = new Linker(options);
        var target = new ProxyWasmTarget(linker);
        target.setObfuscated(!options.debug());
        target.setStrict(true); // null and bounds checks become Java exceptions instead of traps
        var vm = newVm(target, options);
        vm.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
        vm.add(new HostlessRuntime(options.mainClass()));
        vm.installPlugins();
        vm.setEntryPoint(options.mainClass());
        vm.preserveType("io.tollgate.abi.teavm.Exports");
        var output = options.output().toAbsolutePath();
        vm.build(output.getParent().toFile(), output.getFileName().toString());
        report(vm);
        return linker.sizes().tooBigForChicory();
    }

    private TeaVM newVm(ProxyWasmTarget target, Options options) {
        var references = new ReferenceCache();
        var resources = new ClasspathResourceProvider(classes);
        var source = new ClasspathClassHolderSource(resources, references, classes);
        return new TeaVMBuilder(target)
                .setReferenceCache(references)
                .setClassLoader(classes)
                .setResourceProvider(resources)
                .setClassSource(new PreOptimizingClassHolderSource(source))
                .setObfuscated(!options.debug())
                .setStrict(true)
                .build();
    }

    private static void report(TeaVM vm) {
        List<String> errors = new ArrayList<>();
        var cause = new Cause(vm.getDependencyInfo().getCallGraph());
        for (var problem : vm.getProblemProvider().getSevereProblems()) {
            var method = problem.getLocation() == null ? null : problem.getLocation().getMethod();
            errors.add(text(problem) + (method == null ? "" : cause.of(method)));
        }
        if (!errors.isEmpty()) {
            throw new CompileException(String.join("\n", errors));
        }
    }

    private static String text(Problem problem) {
        var text = new StringBuilder();
        if (problem.getLocation() != null && problem.getLocation().getMethod() != null) {
            text.append(problem.getLocation().getMethod()).append(": ");
        }
        var template = problem.getText();
        for (int i = 0; i < problem.getParams().length; i++) {
            for (var kind : List.of("c", "m", "f", "t")) {
                template =
                        template.replace(
                                "{{" + kind + i + "}}", String.valueOf(problem.getParams()[i]));
            }
        }
        return text.append(template).toString();
    }
}
