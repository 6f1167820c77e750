package io.tollgate.testkit.host;

import io.tollgate.testkit.proto.ProtoReader;
import io.tollgate.testkit.proto.ProtoReader.ProtoException;

/** Attributes, filter state, foreign functions. */
public final class PropertyCalls {
    private final Vm vm;

    PropertyCalls(Vm vm) {
        this.vm = vm;
    }

    private static String shown(String path) {
        return path.replace('\0', '.');
    }

    /** proxy_get_property; path parts are joined by NUL. */
    public Reply get(String path) {
        Reply reply =
                vm.effective()
                        .flatMap(context -> Attributes.get(context, path))
                        .map(Reply::ok)
                        .orElse(Reply.failed(Reply.NOT_FOUND));
        return HostCalls.traced(vm, reply, "proxy_get_property", shown(path));
    }

    /** proxy_set_property. */
    public Reply set(String path, byte[] value) {
        int status =
                vm.effective().isPresent() && vm.effective().get() instanceof StreamContext stream
                        ? PropertyStore.set(stream, path, value)
                        : Reply.NOT_FOUND;
        return HostCalls.traced(vm, Reply.failed(status), "proxy_set_property", shown(path), value);
    }

    /** proxy_call_foreign_function. */
    public Reply foreign(String name, byte[] argument) {
        Reply reply = foreignResult(name, argument);
        return HostCalls.traced(vm, reply, "proxy_call_foreign_function", name, argument);
    }

    private Reply foreignResult(String name, byte[] argument) {
        return switch (name) {
            case "set_envoy_filter_state" -> Reply.failed(setFilterState(argument));
            case "clear_route_cache" -> Reply.ok();
            case "declare_property" -> Reply.failed(declare(argument));
            case "compress" -> Reply.ok(Zlib.compress(argument));
            case "uncompress" -> Zlib.uncompress(argument);
            case "expr_create", "expr_evaluate", "expr_delete", "verify_signature", "sign" ->
                    throw vm.envoy().lacks("foreign function " + name);
            default -> Reply.failed(Reply.NOT_FOUND);
        };
    }

    private int setFilterState(byte[] argument) {
        if (vm.effective().isEmpty() || !(vm.effective().get() instanceof StreamContext stream)) {
            return Reply.BAD_ARGUMENT;
        }
        try {
            ProtoReader in = new ProtoReader(argument);
            String key = "";
            String value = "";
            while (in.next()) {
                key = in.field() == 1 ? in.text() : key;
                value = in.field() == 2 ? in.text() : value;
            }
            return PropertyStore.setTyped(stream, key, value);
        } catch (ProtoException e) {
            return Reply.BAD_ARGUMENT;
        }
    }

    private int declare(byte[] argument) {
        try {
            ProtoReader in = new ProtoReader(argument);
            String name = "";
            boolean readOnly = false;
            int type = 0;
            while (in.next()) {
                name = in.field() == 1 ? in.text() : name;
                readOnly = in.field() == 2 ? in.bool() : readOnly;
                type = in.field() == 3 ? (int) in.number() : type;
            }
            return declare(name, new PropertyStore.Prototype(readOnly, type));
        } catch (ProtoException e) {
            return Reply.BAD_ARGUMENT;
        }
    }

    private int declare(String name, PropertyStore.Prototype prototype) {
        RootContext root = vm.effective().orElseThrow().root();
        return root.prototypes().putIfAbsent(name, prototype) == null
                ? Reply.OK
                : Reply.BAD_ARGUMENT;
    }
}
