package io.tollgate.core.auth;

import io.tollgate.core.http.Header;
import io.tollgate.core.http.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where callers carry their keys, in the order in which we look. */
final class Credential {
    private static final String BEARER = "bearer ";
    private static final String[] PLAIN_HEADERS = {"x-api-key", "api-key", "x-goog-api-key"};
    private static final String QUERY = "key";

    private Credential() {}

    /** The first key that the request carries. */
    static Optional<String> find(RequestHead head, String ownHeader) {
        if (!ownHeader.isEmpty()) {
            Optional<String> own = head.headers().first(ownHeader);
            if (!own.orElse("").isEmpty()) {
                return Optional.of(
                        isBearer(own.get()) ? own.get().substring(BEARER.length()) : own.get());
            }
        }
        Optional<String> authorization = head.headers().first("authorization");
        if (authorization.isPresent() && isBearer(authorization.get())) {
            return Optional.of(authorization.get().substring(BEARER.length()));
        }
        for (String name : PLAIN_HEADERS) {
            Optional<String> value = head.headers().first(name);
            if (!value.orElse("").isEmpty()) {
                return value;
            }
        }
        return Queries.value(head.path(), QUERY);
    }

    /** The request without any key: header names to remove, and the path if it changes. */
    static Stripped strip(RequestHead head, String ownHeader) {
        List<String> names = new ArrayList<>();
        if (!ownHeader.isEmpty() && head.headers().contains(ownHeader)) {
            names.add(ownHeader);
        }
        if (carriesBearer(head)) {
            names.add("authorization");
        }
        for (String name : PLAIN_HEADERS) {
            if (head.headers().contains(name)) {
                names.add(name);
            }
        }
        String path = Queries.without(head.path(), QUERY);
        return new Stripped(names, path.equals(head.path()) ? Optional.empty() : Optional.of(path));
    }

    /** Any of them: a second one would reach the provider. */
    private static boolean carriesBearer(RequestHead head) {
        for (Header header : head.headers().items()) {
            if (header.name().equals("authorization") && isBearer(header.value())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBearer(String value) {
        return value.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }
}
