package io.tollgate.core.endpoint;

import io.tollgate.core.config.ProviderConfig;
import io.tollgate.core.config.WhenConfig.HeaderGlob;
import io.tollgate.core.http.Ascii;
import io.tollgate.core.http.Coding;
import io.tollgate.core.http.RequestHead;
import java.util.List;
import java.util.Optional;

/** Recognises the API of a request by its head; any prefix may stand before an API's own path. */
public final class Endpoints {
    private Endpoints() {}

    /**
     * What the request speaks; empty when no dialect reads it. A rule that asks for models is
     * passed over until the model is known: ask again then.
     *
     * @param model the model of the body, empty while it is not known
     */
    public static Optional<Endpoint> recognise(
            RequestHead head,
            List<ProviderConfig> rules,
            String route,
            String cluster,
            String model) {
        if (upgrades(head) || Coding.of(head.headers()) == Coding.OTHER) {
            return Optional.empty();
        }
        String path = Paths.clean(head.path());
        Optional<Endpoint> byPath = PathReader.read(head, path);
        String known = byPath.isPresent() ? byPath.get().model().orElse(model) : model;
        for (ProviderConfig rule : rules) {
            if (matches(rule, head, path, known)
                    && rule.route().allows(route)
                    && rule.cluster().allows(cluster)) {
                return apply(rule, byPath, path);
            }
        }
        return byPath;
    }

    /** What providers are called where no rule names them. */
    public static List<String> providerNames() {
        return ProviderNames.all();
    }

    /** The path as it is compared: decoded, slashes merged, without the query. */
    public static String path(RequestHead head) {
        return Paths.clean(head.path());
    }

    /** The authority as it is compared: in lower case. */
    public static String authority(RequestHead head) {
        return Ascii.lower(head.authority());
    }

    private static boolean upgrades(RequestHead head) {
        return head.method().equals("CONNECT") || head.headers().contains("upgrade");
    }

    private static boolean matches(
            ProviderConfig rule, RequestHead head, String path, String model) {
        for (HeaderGlob header : rule.headers()) {
            Optional<String> value = head.headers().first(header.name());
            if (value.isEmpty() || !header.values().allows(value.get())) {
                return false;
            }
        }
        return rule.paths().allows(path)
                && (rule.authorities().allows(head.authority())
                        || rule.authorities().allows(host(head.authority())))
                && (rule.models().isEmpty() || (!model.isEmpty() && rule.models().allows(model)));
    }

    private static Optional<Endpoint> apply(
            ProviderConfig rule, Optional<Endpoint> byPath, String path) {
        Optional<Dialect> named = Dialect.named(rule.dialect());
        if (byPath.isEmpty()) {
            return named.map(
                    d -> new Endpoint(rule.name(), d, d.usual(), Optional.empty(), false, path));
        }
        Endpoint found = byPath.get();
        Dialect dialect = named.orElse(found.dialect());
        return Optional.of(
                new Endpoint(
                        rule.name(),
                        dialect,
                        found.operation(),
                        found.model(),
                        found.streams(),
                        path));
    }

    /** An authority without its port, in lower case. */
    static String host(String authority) {
        int colon = authority.lastIndexOf(':');
        boolean port = colon > authority.lastIndexOf(']');
        return Ascii.lower(port ? authority.substring(0, colon) : authority);
    }
}
