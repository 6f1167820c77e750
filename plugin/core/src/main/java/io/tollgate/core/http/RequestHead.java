package io.tollgate.core.http;

/** The head of a request. {@code path} still holds the query. */
public record RequestHead(String method, String path, String authority, Headers headers) {

    public static RequestHead of(Headers headers) {
        return new RequestHead(
                headers.first(":method").orElse(""),
                headers.first(":path").orElse(""),
                headers.first(":authority").orElse(""),
                headers);
    }
}
