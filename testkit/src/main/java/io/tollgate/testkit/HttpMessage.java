package io.tollgate.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A whole HTTP message, as an upstream or a callout service gets it.
 *
 * @param headers fields, pseudo headers included
 * @param body bytes
 * @param trailers fields
 */
public record HttpMessage(List<Header> headers, byte[] body, List<Header> trailers) {
    /** First value of a header. */
    public Optional<String> header(String name) {
        return headers.stream().filter(h -> h.name().equals(name)).map(Header::value).findFirst();
    }

    /** Body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
