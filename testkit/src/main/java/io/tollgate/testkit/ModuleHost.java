package io.tollgate.testkit;

import io.tollgate.testkit.engine.WasmEngine;
import io.tollgate.testkit.engine.WasmGuest;
import io.tollgate.testkit.engine.WasmModuleImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs a module on the engine, in the model of Envoy. The module is parsed and compiled once and
 * shared by all gateways.
 */
public final class ModuleHost implements Host {
    private final Supplier<WasmModuleImage> loader;
    private Optional<WasmModuleImage> loaded = Optional.empty();

    private ModuleHost(Supplier<WasmModuleImage> loader) {
        this.loader = loader;
    }

    private synchronized WasmModuleImage image() {
        if (loaded.isEmpty()) {
            loaded = Optional.of(loader.get());
        }
        return loaded.get();
    }

    /**
     * A module compiled to JVM bytecode, at its first use. Refused then with a reason when Envoy
     * would not load it.
     */
    public static ModuleHost of(byte[] wasm) {
        return new ModuleHost(() -> WasmModuleImage.of(wasm, WasmEngine.Mode.COMPILED));
    }

    /** A module that is interpreted: starts faster, runs slower. */
    public static ModuleHost interpreted(byte[] wasm) {
        return new ModuleHost(() -> WasmModuleImage.of(wasm, WasmEngine.Mode.INTERPRETED));
    }

    /** A module file, compiled. */
    public static ModuleHost of(Path file) {
        return new ModuleHost(() -> WasmModuleImage.of(read(file), WasmEngine.Mode.COMPILED));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "module";
    }

    @Override
    public boolean virtualTime() {
        return true;
    }

    @Override
    public ModelGateway start(Setup setup) {
        WasmModuleImage shared = image();
        return new ModelGateway(setup, vm -> new WasmGuest(shared, vm));
    }

    /** Imported functions as {@code module.name type}. */
    public List<String> imports() {
        return image().imports();
    }

    /** Exported functions as {@code name type}. */
    public List<String> exports() {
        return image().exports();
    }

    /** How many functions the engine's compiler left to its interpreter. */
    public int interpretedFunctions() {
        return image().interpretedFunctions();
    }
}
