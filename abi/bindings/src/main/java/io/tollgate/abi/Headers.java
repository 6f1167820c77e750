package io.tollgate.abi;

import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.host.Status;
import io.tollgate.abi.wire.Pairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Headers, trailers or metadata, read from the host when asked. The second read within a callback
 * fetches them all, once; a change, through whichever object, begins anew.
 *
 * <p>Names are compared without case (ASCII). Values are read as UTF-8.
 */
public class Headers {
    private final HostContext context;
    private final int map;
    private final int born;
    private Block all;
    private int seen = -1;

    /** For the runtime. */
    public Headers(HostContext context, int map) {
        this.context = context;
        this.map = map;
        born = context.session().epoch();
    }

    /** The first value. */
    public final Optional<String> first(String name) {
        if (seen != context.session().headersEpoch()) {
            seen = context.session().headersEpoch();
            all = null;
            return single(lower(name));
        }
        return Optional.ofNullable(Pairs.find(all(), lower(name), 0));
    }

    /** All values, in order. */
    public final List<String> all(String name) {
        List<String> result = new ArrayList<>();
        String key = lower(name);
        for (int i = 0; ; i++) {
            String value = Pairs.find(all(), key, i);
            if (value == null) {
                return result;
            }
            result.add(value);
        }
    }

    public final boolean contains(String name) {
        return Pairs.find(all(), lower(name), 0) != null;
    }

    public final int size() {
        return Pairs.count(all());
    }

    /**
     * Bytes of all names and values. Envoy counts only maps that could be changed: not those of
     * callouts, and none in {@code onLog}.
     */
    public final int byteSize() {
        HostSession session = context.session();
        session.check("proxy_get_header_map_size", enter().getHeadersSize(map));
        return session.port().takeNumber();
    }

    public final List<Header> toList() {
        return Pairs.decode(all());
    }

    /** All of them as they are now, to be read later, or in parts. */
    public final HeaderSnapshot snapshot() {
        return new HeaderSnapshot(all());
    }

    /** In a later callback the host would show the result of another call, or nothing. */
    final HostPort enter() {
        if (isOfCall() && born != context.session().epoch()) {
            throw new IllegalStateException(
                    "a call's result read in "
                            + context.session().callback()
                            + ": only inside its handler");
        }
        return context.enter();
    }

    private boolean isOfCall() {
        return map >= HostPort.GRPC_INITIAL_METADATA;
    }

    final int map() {
        return map;
    }

    final HostContext context() {
        return context;
    }

    /** ASCII lower case: the JDK's needs a locale. */
    static String lower(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                char[] chars = name.toCharArray();
                for (int k = i; k < chars.length; k++) {
                    chars[k] =
                            chars[k] >= 'A' && chars[k] <= 'Z' ? (char) (chars[k] + 32) : chars[k];
                }
                return new String(chars);
            }
        }
        return name;
    }

    private Optional<String> single(String name) {
        int status = enter().getHeader(map, name);
        if (status == Status.OK) {
            return Optional.of(context.session().takeText());
        }
        // of an answer without trailers Envoy says BAD_ARGUMENT
        if (status == Status.NOT_FOUND || (status == Status.BAD_ARGUMENT && isOfCall())) {
            return Optional.empty();
        }
        throw context.session().failure("proxy_get_header_map_value " + name, status);
    }

    private Block all() {
        if (all == null || seen != context.session().headersEpoch()) {
            seen = context.session().headersEpoch();
            context.session().check("proxy_get_header_map_pairs", enter().getHeaders(map));
            all = context.session().takeForCallback();
            if (Pairs.count(all) == 0) {
                single(":"); // asked for all, Envoy takes a map that is out of reach for empty
            }
        }
        return all;
    }
}
