package io.tollgate.testkit.host;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Filter state: what filters write and access logs print. */
final class PropertyStore {
    static final String PREFIX = "wasm.";

    private PropertyStore() {}

    /** A declared property: may it be written twice, and what does its type accept. */
    record Prototype(boolean readOnly, int type) {}

    /** proxy_set_property. */
    static int set(StreamContext context, String path, byte[] value) {
        Map<String, byte[]> state = context.stream().filterState();
        String key = PREFIX + path;
        Optional<Prototype> prototype = Optional.ofNullable(context.root().prototypes().get(path));
        if (state.containsKey(key) && prototype.map(Prototype::readOnly).orElse(false)) {
            return Reply.BAD_ARGUMENT;
        }
        state.put(key, value);
        return Reply.OK;
    }

    /** set_envoy_filter_state: only keys that Envoy knows, only values that their type takes. */
    static int setTyped(StreamContext context, String key, String value) {
        boolean number = key.equals("envoy.ratelimit.hits_addend");
        if (!number && !key.equals("envoy.string")) {
            return Reply.NOT_FOUND;
        }
        if (number && !isUint32(value)) {
            return Reply.BAD_ARGUMENT;
        }
        context.stream().filterState().put(key, value.getBytes(StandardCharsets.UTF_8));
        return Reply.OK;
    }

    private static boolean isUint32(String value) {
        if (value.isEmpty()
                || value.length() > 10
                || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        return Long.parseLong(value) <= 0xffff_ffffL;
    }
}
