package io.tollgate.abi.state;

import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.wire.ProtoWriter;
import io.tollgate.abi.wire.Utf8;
import java.util.Optional;

/**
 * What one filter leaves for others and for access logs. All writes say whether the host accepted
 * them.
 */
public final class FilterState {
    /** What Envoy calls a WasmType; the others need a schema. */
    private static final int TEXT = 1;

    private final Properties properties;
    private final ForeignFunctions foreign;

    public FilterState(HostContext context) {
        foreign = new ForeignFunctions(context);
        properties = new Properties(context);
    }

    /** Stored as {@code wasm.<name>}; in access logs {@code %FILTER_STATE(wasm.<name>:PLAIN)%}. */
    public boolean put(String name, byte[] value) {
        return properties.set(value, name);
    }

    public boolean put(String name, String value) {
        return put(name, Utf8.encode(value));
    }

    /** What {@link #put} stored, by this plugin or another one. */
    public Optional<byte[]> get(String name) {
        return properties.bytes(name);
    }

    /**
     * An object of Envoy's own, such as {@code envoy.ratelimit.hits_addend} (a decimal number).
     * Refused if no factory of that name is built in, if the factory refuses the text, or if the
     * host has no such function.
     */
    public boolean putObject(String key, String value, Lifespan lifespan) {
        ProtoWriter message = new ProtoWriter().text(1, key).text(2, value);
        return call("set_envoy_filter_state", message.number(3, lifespan.number()));
    }

    /**
     * Says how long what is {@link #put} under a name lives; without it, as long as the filter
     * chain. Only on the plugin's own state, while it is configured, and once a VM.
     */
    public boolean declare(String name, Lifespan lifespan) {
        return call(
                "declare_property", new ProtoWriter().text(1, name).number(5, lifespan.number()));
    }

    /** As {@link #declare(String, Lifespan)}; the value is text, and may be put but once. */
    public boolean declareOnce(String name, Lifespan lifespan) {
        ProtoWriter message = new ProtoWriter().text(1, name).number(2, 1).number(3, TEXT);
        return call("declare_property", message.number(5, lifespan.number()));
    }

    private boolean call(String function, ProtoWriter message) {
        return foreign.call(function, message.toByteArray()).isPresent();
    }
}
