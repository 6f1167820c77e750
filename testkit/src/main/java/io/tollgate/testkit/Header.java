package io.tollgate.testkit;

import java.util.Locale;

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

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
