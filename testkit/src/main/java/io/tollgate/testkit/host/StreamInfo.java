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
    long flags;
    int attempts;
    String method = "";
    String path = "";
    String authority = "";
    boolean routed;
    String cluster = "";

    StreamInfo(long start, Instant startTime) {
        this.start = start;
        this.startTime = startTime;
    }

    void flag(ResponseFlag flag) {
        flags |= flag.bit;
    }

    void headersSeen(HeaderMap headers) {
        method = headers.first(":method").orElse("");
        path = headers.first(":path").orElse("");
        authority = headers.first(":authority").orElse("");
    }
}
