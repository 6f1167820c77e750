package io.tollgate.abi.callout;

import io.tollgate.abi.Header;
import java.util.ArrayList;
import java.util.List;

/** An HTTP request to be sent to a cluster of Envoy's configuration. */
public final class HttpCall {
    private static final byte[] NONE = {};
    final String cluster;
    final List<Header> headers = new ArrayList<>();
    final List<Header> trailers = new ArrayList<>();
    byte[] body = NONE;
    int timeoutMillis;

    private HttpCall(String cluster, String method, String path) {
        this.cluster = cluster;
        headers.add(new Header(":method", method));
        headers.add(new Header(":path", path));
        headers.add(new Header(":scheme", "http"));
    }

    public static HttpCall get(String cluster, String path) {
        return new HttpCall(cluster, "GET", path);
    }

    public static HttpCall post(String cluster, String path) {
        return new HttpCall(cluster, "POST", path);
    }

    public static HttpCall of(String cluster, String method, String path) {
        return new HttpCall(cluster, method, path);
    }

    /** The host asked for; Envoy demands one. */
    public HttpCall authority(String host) {
        return header(":authority", host);
    }

    public HttpCall header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    public HttpCall trailer(String name, String value) {
        trailers.add(new Header(name, value));
        return this;
    }

    /** Envoy adds content-length. */
    public HttpCall body(byte[] bytes) {
        body = bytes;
        return this;
    }

    /** How long to wait; 0 means for ever. */
    public HttpCall timeoutMillis(int millis) {
        timeoutMillis = millis;
        return this;
    }
}
