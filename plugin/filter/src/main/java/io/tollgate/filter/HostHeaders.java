package io.tollgate.filter;

import io.tollgate.abi.HeaderSnapshot;
import io.tollgate.core.http.Header;
import io.tollgate.core.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Headers of the host, left in its form until somebody asks for one. */
final class HostHeaders extends Headers {
    private final HeaderSnapshot snapshot;

    HostHeaders(io.tollgate.abi.Headers host) {
        snapshot = host.snapshot();
    }

    @Override
    public Optional<String> first(String name) {
        return snapshot.first(name);
    }

    @Override
    public boolean contains(String name) {
        return snapshot.contains(name);
    }

    @Override
    public boolean mentions(String part) {
        return snapshot.mentions(part);
    }

    @Override
    public List<Header> items() {
        List<Header> items = new ArrayList<>(snapshot.size());
        for (int i = 0; i < snapshot.size(); i++) {
            items.add(new Header(snapshot.name(i), snapshot.value(i)));
        }
        return items;
    }
}
