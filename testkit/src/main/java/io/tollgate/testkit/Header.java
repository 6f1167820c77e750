package io.tollgate.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A header field.
 *
 * @param name lower-case name; pseudo headers begin with a colon
 * @param value value
 */
public record Header(String name, String value) {
    /** Lower-cases the name. */
    public Header {
        name = name.toLowerCase(Locale.ROOT);
    }

    /** From {@code name: value}. */
    public static Header parse(String line) {
        int colon = line.indexOf(':', 1);
        if (colon < 0) {
            throw new IllegalArgumentException("no colon in header line: " + line);
        }
        return new Header(line.substring(0, colon).trim(), line.substring(colon + 1).trim());
    }

    /** From {@code name: value} lines. */
    public static List<Header> parse(String... lines) {
        List<Header> list = new ArrayList<>();
        for (String line : lines) {
            list.add(parse(line));
        }
        return List.copyOf(list);
    }

    /** Fields of a map, in its order. */
    public static List<Header> list(Map<String, String> fields) {
        List<Header> list = new ArrayList<>();
        fields.forEach((name, value) -> list.add(new Header(name, value)));
        return list;
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
