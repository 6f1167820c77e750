package io.tollgate.abi;

import java.util.ArrayList;
import java.util.List;

/** A reply that the filter makes itself, in the upstream's place. */
public final class LocalReply {
    private static final byte[] NONE = {};
    private final int status;
    private final List<Header> headers = new ArrayList<>();
    private byte[] body = NONE;
    private String details = "";
    private int grpcStatus = -1;

    private LocalReply(int status) {
        this.status = status;
    }

    public static LocalReply of(int status) {
        return new LocalReply(status);
    }

    public LocalReply header(String name, String value) {
        headers.add(new Header(Headers.lower(name), value));
        return this;
    }

    /** Envoy sets content-length, and content-type to text/plain if there is none. */
    public LocalReply body(byte[] bytes) {
        body = bytes;
        return this;
    }

    /** What access logs show as response code details; white space is replaced by the host. */
    public LocalReply details(String text) {
        details = text;
        return this;
    }

    /** 0 to 16: the status a gRPC caller sees. */
    public LocalReply grpcStatus(int code) {
        grpcStatus = code;
        return this;
    }

    int status() {
        return status;
    }

    List<Header> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    String details() {
        return details;
    }

    int grpcStatus() {
        return grpcStatus;
    }
}
