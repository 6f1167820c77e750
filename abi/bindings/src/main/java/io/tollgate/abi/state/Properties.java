package io.tollgate.abi.state;

import io.tollgate.abi.Block;
import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.host.Status;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The host's attributes, by path: {@code text("xds", "route_name")}, {@code number("response",
 * "code")}. A path may also be one text, its parts parted by NUL.
 */
public final class Properties {
    private static final byte[] NONE = {};

    private final HostContext context;

    public Properties(HostContext context) {
        this.context = context;
    }

    /** A string, or bytes read as UTF-8. */
    public Optional<String> text(String... path) {
        return read(path) ? Optional.of(context.session().takeText()) : Optional.empty();
    }

    /**
     * An integer, or a timestamp or duration in nanoseconds. Throws if the value is not eight bytes
     * long.
     */
    public OptionalLong number(String... path) {
        if (!read(path)) {
            return OptionalLong.empty();
        }
        Block value = context.session().port().takeBytes();
        try {
            if (value.length() != 8) {
                throw new IllegalStateException(
                        "property " + path[path.length - 1] + " has " + value.length() + " bytes");
            }
            return OptionalLong.of(value.longAt(0));
        } finally {
            value.free();
        }
    }

    /** A boolean; absent is false. */
    public boolean flag(String... path) {
        byte[] value = read(path) ? context.session().takeArray() : NONE;
        return value.length == 1 && value[0] != 0;
    }

    /** Whatever bytes the host gives. */
    public Optional<byte[]> bytes(String... path) {
        return read(path) ? Optional.of(context.session().takeArray()) : Optional.empty();
    }

    /** Whether there is such a value; it then waits to be taken. */
    private boolean read(String[] path) {
        HostSession session = context.session();
        int status = context.enter().getProperty(join(path));
        // an attribute without a value in this phase is absent, whichever way the host says it
        if (status == Status.NOT_FOUND || status == Status.SERIALIZATION_FAILURE) {
            return false;
        }
        session.check("proxy_get_property", status);
        return true;
    }

    /**
     * Sets a value that other filters read under the same path, and access logs as filter state
     * {@code wasm.<path>}.
     */
    public boolean set(byte[] value, String... path) {
        HostSession session = context.session();
        Block block = session.block(value);
        try {
            return context.enter().setProperty(join(path), block) == Status.OK;
        } finally {
            block.free();
        }
    }

    private static String join(String[] path) {
        if (path.length == 1) {
            return path[0];
        }
        int length = path.length - 1;
        for (String part : path) {
            length += part.length();
        }
        char[] joined = new char[length]; // zeros stand between the parts
        int at = 0;
        for (String part : path) {
            part.getChars(0, part.length(), joined, at);
            at += part.length() + 1;
        }
        return new String(joined);
    }
}
