package io.tollgate.testkit.host;

import java.time.Instant;

/** What Envoy knows of a stream besides its bytes. */
final class StreamInfo {
    final long start;
    final Instant startTime;
    long end = -1;
    long requestBytes;
    long responseBytes;
    int code;
    String details = "";
    String flags = "";
    int attempts;
    String method = "";
    String path = "";
    String authority = "";
    String route = "";
    String cluster = "";

    StreamInfo(long start, Instant startTime) {
        this.start = start;
        this.startTime = startTime;
    }

    void headersSeen(HeaderMap headers) {
        method = headers.first(":method").orElse("");
        path = headers.first(":path").orElse("");
        authority = headers.first(":authority").orElse("");
    }
}
