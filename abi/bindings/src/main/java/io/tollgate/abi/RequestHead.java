package io.tollgate.abi;

/** The request's headers have come. */
public record RequestHead(MutableHeaders headers, boolean endOfStream) {
    /** With its query. */
    public String path() {
        return headers.first(":path").orElse("");
    }

    public String method() {
        return headers.first(":method").orElse("");
    }

    public String authority() {
        return headers.first(":authority").orElse("");
    }
}
