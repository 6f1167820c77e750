package io.tollgate.testkit.host;

import io.tollgate.testkit.Header;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** What one peer has received of a message so far. */
public final class Received {
    private List<Header> headers = List.of();
    private final List<byte[]> chunks = new ArrayList<>();
    private List<Header> trailers = List.of();
    private boolean started;
    private boolean complete;
    private boolean reset;

    void headers(List<Header> fields, boolean end) {
        started = true;
        headers = List.copyOf(fields);
        complete = end;
    }

    void data(byte[] bytes, boolean end) {
        if (bytes.length > 0) {
            chunks.add(bytes);
        }
        complete |= end;
    }

    void trailers(List<Header> fields) {
        trailers = List.copyOf(fields);
        complete = true;
    }

    void reset() {
        reset = !complete;
    }

    /** Header fields, pseudo headers included. */
    public List<Header> headers() {
        return headers;
    }

    /** Body chunks as they came. */
    public List<byte[]> chunks() {
        return List.copyOf(chunks);
    }

    /** Trailer fields. */
    public List<Header> trailers() {
        return trailers;
    }

    /** All chunks joined. */
    public byte[] body() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** True when headers have come. */
    public boolean started() {
        return started;
    }

    /** True when the message ended as it should. */
    public boolean complete() {
        return complete;
    }

    /** True when it was cut. */
    public boolean wasReset() {
        return reset;
    }
}
