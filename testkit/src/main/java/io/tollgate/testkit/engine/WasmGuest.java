package io.tollgate.testkit.engine;

import io.tollgate.testkit.engine.GuestMemory.BadRange;
import io.tollgate.testkit.engine.WasmEngine.HostCall;
import io.tollgate.testkit.engine.WasmEngine.Running;
import io.tollgate.testkit.engine.WasmEngine.Signature;
import io.tollgate.testkit.host.Guest;
import io.tollgate.testkit.host.GuestTrap;
import io.tollgate.testkit.host.HostCalls;
import io.tollgate.testkit.host.Reply;
import io.tollgate.testkit.host.Vm;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A module's instance as the guest of a VM. */
public final class WasmGuest implements Guest {
    private static final Set<String> WASI = Set.of("wasi_snapshot_preview1", "wasi_unstable");
    private static final Set<String> IN_START =
            Set.of(
                    "proxy_log",
                    "fd_write",
                    "args_get",
                    "args_sizes_get",
                    "environ_get",
                    "environ_sizes_get",
                    "clock_time_get",
                    "clock_res_get",
                    "random_get",
                    "poll_oneoff",
                    "fd_fdstat_get",
                    "fd_close",
                    "fd_seek",
                    "fd_read",
                    "fd_prestat_get",
                    "fd_prestat_dir_name",
                    "proc_exit",
                    "sched_yield",
                    "path_open",
                    "emscripten_notify_memory_growth",
                    "pthread_equal");
    private static final Set<String> IN_ALLOCATOR =
            Set.of(
                    "proxy_log",
                    "fd_write",
                    "clock_time_get",
                    "poll_oneoff",
                    "emscripten_notify_memory_growth",
                    "pthread_equal");

    private final WasmModuleImage image;
    private final Vm vm;
    private final AbiImports abi;
    private final WasiImports wasi;
    private final GuestMemory memory = new GuestMemory(this);
    private Optional<Running> running = Optional.empty();
    private Optional<Set<String>> allowed = Optional.empty();
    private String phase = "";

    /** A guest that links on {@link #start()}. */
    public WasmGuest(WasmModuleImage image, Vm vm) {
        this.image = image;
        this.vm = vm;
        HostCalls host = HostCalls.of(vm);
        abi = new AbiImports(host);
        wasi = new WasiImports(host, vm.envoy().setup().environment());
    }

    Running running() {
        return running.orElseThrow(() -> new GuestTrap("host call before the instance is there"));
    }

    @Override
    public boolean has(String callback) {
        return image.exports(callback);
    }

    @Override
    public int call(String callback, int... args) {
        long[] wide = new long[args.length];
        for (int i = 0; i < args.length; i++) {
            wide[i] = args[i];
        }
        return (int) running().call(callback, wide);
    }

    @Override
    public int memoryPages() {
        return running.map(Running::pages).orElse(0);
    }

    @Override
    public void start() {
        running = Optional.of(image.engine().instantiate(link()));
        if (image.interpretedFunctions() > 0) {
            vm.envoy().logs().host(image.interpreted());
        }
        restricted("start", IN_START, this::initialize);
    }

    private void initialize() {
        if (has("_initialize")) {
            call("_initialize");
            if (has("main")) {
                call("main", 0, 0);
            } else if (has("__main_void")) {
                call("__main_void");
            }
        } else if (has("_start")) {
            call("_start");
        }
    }

    private void restricted(String name, Set<String> only, Runnable part) {
        Optional<Set<String>> before = allowed;
        String phaseBefore = phase;
        allowed = Optional.of(only);
        phase = name;
        try {
            part.run();
        } finally {
            allowed = before;
            phase = phaseBefore;
        }
    }

    /** Memory of the guest's own; absent when its allocator has none, or traps. */
    Optional<Integer> allocate(int size) {
        String allocator = has("malloc") ? "malloc" : "proxy_on_memory_allocate";
        int[] place = new int[1];
        try {
            restricted("allocator", IN_ALLOCATOR, () -> place[0] = call(allocator, size));
        } catch (GuestTrap trap) {
            vm.fail(trap);
        }
        return place[0] == 0 ? Optional.empty() : Optional.of(place[0]);
    }

    private Map<Signature, HostCall> link() {
        Map<Signature, HostCall> calls = new HashMap<>();
        for (Signature wanted : image.engine().importedFunctions()) {
            calls.put(wanted, bind(wanted));
        }
        return calls;
    }

    private HostCall bind(Signature wanted) {
        boolean env = wanted.module().equals("env");
        if (env && wanted.name().equals("emscripten_notify_memory_growth")) {
            return (caller, args) -> 0;
        }
        if (env && wanted.name().equals("pthread_equal")) {
            return (caller, args) -> args[0] == args[1] ? 1 : 0;
        }
        boolean isWasi = WASI.contains(wanted.module());
        var table = isWasi ? wasi.calls() : abi.calls();
        String type = isWasi ? wasi.type(wanted.name()) : abi.type(wanted.name());
        check(wanted, type, (env || isWasi) && table.containsKey(wanted.name()));
        AbiImports.Call call = table.get(wanted.name());
        return (caller, args) -> guarded(wanted.name(), call, args);
    }

    private static void check(Signature wanted, String type, boolean known) {
        String name = wanted.module() + "." + wanted.name();
        if (!known) {
            throw new ModuleRefused("Failed to load Wasm module due to a missing import: " + name);
        }
        if (!type.equals(wanted.type())) {
            throw new ModuleRefused(
                    "Failed to load Wasm module due to an import type mismatch: "
                            + name
                            + ", want: "
                            + wanted.type()
                            + ", but host exports: "
                            + type);
        }
    }

    private long guarded(String name, AbiImports.Call call, long[] args) {
        if (allowed.isPresent() && !allowed.get().contains(name)) {
            throw new GuestTrap("restricted_callback: " + name + " during " + phase);
        }
        try {
            return call.apply(new Args(this, memory, args));
        } catch (BadRange e) {
            vm.envoy().trace().add(name + ": range outside of linear memory");
            return Reply.INVALID_MEMORY_ACCESS;
        }
    }
}
