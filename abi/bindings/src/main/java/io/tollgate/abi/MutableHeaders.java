package io.tollgate.abi;

import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.wire.Pairs;
import java.util.List;

/** Headers or trailers that may be changed: before they go on, and never in {@code onLog}. */
public final class MutableHeaders extends Headers {
    MutableHeaders(HostContext context, int map) {
        super(context, map);
    }

    /** Adds a line beside those of the same name. */
    public MutableHeaders add(String name, String value) {
        return done("proxy_add_header_map_value", enter().addHeader(map(), lower(name), value));
    }

    /** Replaces all lines of the name by one. */
    public MutableHeaders set(String name, String value) {
        return done(
                "proxy_replace_header_map_value", enter().replaceHeader(map(), lower(name), value));
    }

    /** Removes all lines of the name, if any. */
    public MutableHeaders remove(String name) {
        return done("proxy_remove_header_map_value", enter().removeHeader(map(), lower(name)));
    }

    /**
     * Replaces everything. At most 1024 lines and 1 MiB: beyond that Envoy would take it for empty,
     * so it is refused here.
     */
    public MutableHeaders replaceAll(List<Header> headers) {
        byte[] pairs = Pairs.encode(headers);
        if (headers.size() > 1024 || pairs.length > 1 << 20) {
            throw new IllegalArgumentException("too many headers");
        }
        Block block = context().session().block(pairs);
        try {
            return done("proxy_set_header_map_pairs", enter().setHeaders(map(), block));
        } finally {
            block.free();
        }
    }

    private MutableHeaders done(String call, int status) {
        context().session().check(call, status);
        context().session().headersChanged();
        return this;
    }
}
