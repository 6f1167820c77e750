package io.tollgate.core.http;

/** How a body is compressed, as its headers name it in letters of any size. */
public enum Coding {
    NONE,
    GZIP,
    /** In a way that is not undone. */
    OTHER;

    public static Coding of(Headers headers) {
        String name = Ascii.lower(headers.first("content-encoding").orElse(""));
        if (name.isEmpty() || name.equals("identity")) {
            return NONE;
        }
        return name.equals("gzip") || name.equals("x-gzip") ? GZIP : OTHER;
    }
}
