package io.tollgate.compiler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.teavm.backend.wasm.TeaVMWasmGCHost;
import org.teavm.backend.wasm.WasmGCTarget;
import org.teavm.backend.wasm.model.WasmModule;
import org.teavm.model.ListableClassHolderSource;
import org.teavm.vm.BuildTarget;
import org.teavm.vm.TeaVMTargetController;

/**
 * TeaVM's Wasm GC target, linked for a proxy-wasm host.
 *
 * <p>It has to name TeaVMWasmGCHost itself: TeaVM finds a target's host extensions among the
 * interfaces that the target's own class declares, and without it the platform plugin installs
 * nothing.
 */
final class ProxyWasmTarget extends WasmGCTarget implements TeaVMWasmGCHost {
    private final Linker linker;
    private WasmModule module;
    private TeaVMTargetController controller;

    ProxyWasmTarget(Linker linker) {
        this.linker = linker;
        contributeToCodeGen((context, registry) -> module = context.module());
    }

    @Override
    public void setController(TeaVMTargetController given) {
        super.setController(given);
        controller = given;
    }

    @Override
    public void emit(ListableClassHolderSource classes, BuildTarget output, String name)
            throws IOException {
        super.emit(
                classes,
                file -> new ByteArrayOutputStream(),
                name); // fills the module; its own bytes are dropped
        byte[] bytes =
                linker.link(module, new Cause(controller.getDependencyInfo().getCallGraph()));
        try (var stream = output.createResource(name)) {
            stream.write(bytes);
        }
        try (var stream = output.createResource(name + ".sizes")) {
            stream.write(linker.sizes().table().getBytes(StandardCharsets.UTF_8));
        }
    }
}
