package io.tollgate.core.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The headers of a message in their order. Names are in lower case, as Envoy hands them over. A
 * host may keep them in a form of its own and make texts of those only that are asked for.
 */
public class Headers {
    private final List<Header> items;

    public Headers(List<Header> items) {
        this.items = List.copyOf(items);
    }

    /** For a host's own form. */
    protected Headers() {
        items = List.of();
    }

    /** For tests and constants: name, value, name, value … */
    public static Headers of(String... pairs) {
        List<Header> items = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            items.add(new Header(pairs[i], pairs[i + 1]));
        }
        return new Headers(items);
    }

    /** The first value, as an empty text when the header is there without one. */
    public Optional<String> first(String name) {
        for (Header header : items) {
            if (header.name().equals(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    public boolean contains(String name) {
        return first(name).isPresent();
    }

    /** Whether any name has this in it. */
    public boolean mentions(String part) {
        for (Header header : items) {
            if (header.name().contains(part)) {
                return true;
            }
        }
        return false;
    }

    public List<Header> items() {
        return items;
    }
}
