package io.tollgate.testkit.host;

import io.tollgate.testkit.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A mutable list of header fields as Envoy's filters see it: pseudo headers first, names in lower
 * case.
 */
public final class HeaderMap {
    private final List<Header> fields = new ArrayList<>();

    /** A map with these fields. */
    public HeaderMap(List<Header> initial) {
        initial.forEach(h -> add(h.name(), h.value()));
    }

    /** A client's. Envoy itself tells one that waits to go on, before any filter hears of it. */
    static HeaderMap ofRequest(List<Header> fields) {
        HeaderMap map = new HeaderMap(fields);
        if (map.first("expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
            map.remove("expect");
        }
        return map;
    }

    /** First value of a name. */
    public Optional<String> first(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return fields.stream().filter(h -> h.name().equals(key)).map(Header::value).findFirst();
    }

    /** All values of a name. */
    public List<String> all(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return fields.stream().filter(h -> h.name().equals(key)).map(Header::value).toList();
    }

    /** Adds a field; a pseudo header goes behind the other pseudo headers. */
    public void add(String name, String value) {
        Header field = new Header(name, value);
        int at = fields.size();
        if (field.name().startsWith(":")) {
            at = (int) fields.stream().filter(h -> h.name().startsWith(":")).count();
        }
        fields.add(at, field);
    }

    /** Leaves one field of that name, at the end. */
    public void set(String name, String value) {
        remove(name);
        add(name, value);
    }

    /** Removes all fields of that name. */
    public void remove(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        fields.removeIf(h -> h.name().equals(key));
    }

    /** Replaces everything. */
    public void replaceAll(List<Header> others) {
        fields.clear();
        others.forEach(h -> add(h.name(), h.value()));
    }

    /** Fields in order. */
    public List<Header> list() {
        return List.copyOf(fields);
    }

    /** How many fields. */
    public int size() {
        return fields.size();
    }

    /** Bytes of all names and values. */
    public int byteSize() {
        return fields.stream()
                .mapToInt(h -> Pairs.utf8(h.name()).length + Pairs.utf8(h.value()).length)
                .sum();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
