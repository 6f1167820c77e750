package io.tollgate.filter;

import io.tollgate.core.http.Header;
import io.tollgate.core.http.Headers;
import io.tollgate.core.http.RequestHead;
import java.util.ArrayList;
import java.util.List;

/** Headers of the host as plain values. */
final class HeaderLists {
    private HeaderLists() {}

    static Headers of(io.tollgate.abi.Headers host) {
        List<Header> items = new ArrayList<>();
        for (io.tollgate.abi.Header header : host.toList()) {
            items.add(new Header(header.name(), header.value()));
        }
        return new Headers(items);
    }

    static RequestHead request(io.tollgate.abi.Headers host) {
        return RequestHead.of(of(host));
    }
}
