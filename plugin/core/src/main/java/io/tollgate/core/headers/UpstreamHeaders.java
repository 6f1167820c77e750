package io.tollgate.core.headers;

import io.tollgate.core.config.GatewayConfig.HeaderFamily;
import io.tollgate.core.http.Header;
import io.tollgate.core.http.Headers;
import java.util.ArrayList;
import java.util.List;

/**
 * The provider's own rate limit headers. Where ours take their names they keep their values under
 * another.
 */
public final class UpstreamHeaders {
    /** What goes before their names. */
    public static final String PREFIX = "x-upstream-";

    private UpstreamHeaders() {}

    /** A header that gets another name. */
    public record Rename(String from, String to, String value) {}

    /** Those that would be taken for ours, in their order. */
    public static List<Rename> renames(Headers upstream, List<HeaderFamily> families) {
        if (!upstream.mentions("ratelimit")) {
            return List.of(); // all of these names have it, and few answers do
        }
        List<Rename> renames = new ArrayList<>();
        for (Header header : upstream.items()) {
            if (taken(header.name(), families)) {
                renames.add(new Rename(header.name(), PREFIX + header.name(), header.value()));
            }
        }
        return renames;
    }

    private static boolean taken(String name, List<HeaderFamily> families) {
        for (HeaderFamily family : families) {
            if (taken(name, family)) {
                return true;
            }
        }
        return false;
    }

    private static boolean taken(String name, HeaderFamily family) {
        return switch (family) {
            case OPENAI, DRAFT03, PROVIDER -> name.startsWith("x-ratelimit-");
            case IETF -> name.equals("ratelimit") || name.startsWith("ratelimit-");
            case ANTHROPIC -> name.startsWith("anthropic-ratelimit-");
        };
    }
}
