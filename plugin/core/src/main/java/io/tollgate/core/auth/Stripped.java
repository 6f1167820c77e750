package io.tollgate.core.auth;

import java.util.List;
import java.util.Optional;

/** What must go from a request so that no key reaches the provider. */
public record Stripped(List<String> headers, Optional<String> path) {
    public static final Stripped NOTHING = new Stripped(List.of(), Optional.empty());

    public Stripped {
        headers = List.copyOf(headers);
    }
}
