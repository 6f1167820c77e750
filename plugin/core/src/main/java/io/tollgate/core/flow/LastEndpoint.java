package io.tollgate.core.flow;

import io.tollgate.core.endpoint.Endpoint;
import io.tollgate.core.http.Headers;
import io.tollgate.core.http.RequestHead;
import java.util.Optional;

/**
 * What the last ordinary request spoke. Most requests of a gateway look alike at their heads, and
 * telling an API by its path takes dozens of comparisons.
 */
final class LastEndpoint {
    private String path = "";
    private String authority = "";
    private Optional<Endpoint> endpoint = Optional.empty();

    /** Empty where it has to be found out. */
    Optional<Endpoint> find(RequestHead head) {
        boolean same = head.path().equals(path) && head.authority().equals(authority);
        return same && ordinary(head) ? endpoint : Optional.empty();
    }

    /** A query may hold a key: such paths are not remembered. */
    void remember(RequestHead head, Optional<Endpoint> found) {
        if (ordinary(head) && head.path().indexOf('?') < 0) {
            path = head.path();
            authority = head.authority();
            endpoint = found;
        }
    }

    /** Nothing but path and authority tells what it speaks. */
    private static boolean ordinary(RequestHead head) {
        Headers headers = head.headers();
        return head.method().equals("POST")
                && !headers.contains("api-key")
                && !headers.contains("upgrade")
                && !headers.contains("content-encoding");
    }
}
