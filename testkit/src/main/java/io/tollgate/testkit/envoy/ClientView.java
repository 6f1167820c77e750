package io.tollgate.testkit.envoy;

import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Header;
import java.util.ArrayList;
import java.util.List;

/** What one client has seen of its answer so far. */
final class ClientView {
    private final List<Header> headers = new ArrayList<>();
    private final List<byte[]> chunks = new ArrayList<>();
    private final List<Header> trailers = new ArrayList<>();
    private int status;
    private int localPort;
    private boolean cutShort;
    private Exchange.End end = Exchange.End.RESET;

    /** The request could not be written to its end; what was answered still counts. */
    synchronized void writeFailed() {
        cutShort = true;
    }

    synchronized boolean cutShort() {
        return cutShort;
    }

    synchronized void head(int code, List<Header> fields) {
        status = code;
        headers.addAll(fields);
    }

    synchronized void chunk(byte[] bytes) {
        if (bytes.length > 0) {
            chunks.add(bytes);
        }
    }

    synchronized void trailers(List<Header> fields) {
        trailers.addAll(fields);
    }

    synchronized void end(Exchange.End how) {
        end = how;
    }

    synchronized void localPort(int port) {
        localPort = port;
    }

    synchronized int status() {
        return status;
    }

    synchronized List<Header> headers() {
        return List.copyOf(headers);
    }

    synchronized List<byte[]> chunks() {
        return List.copyOf(chunks);
    }

    synchronized List<Header> trailers() {
        return List.copyOf(trailers);
    }

    synchronized Exchange.End end() {
        return end;
    }

    synchronized int localPort() {
        return localPort;
    }
}
