package io.tollgate.core.request;

import io.tollgate.bytes.ByteSink;
import io.tollgate.bytes.Bytes;
import io.tollgate.bytes.Gunzip;
import io.tollgate.core.endpoint.Dialect;
import io.tollgate.json.JsonScanner;
import java.util.Optional;

/** Reads one request body that arrives in any pieces; keeps none of it. */
public final class RequestReader {
    /** What one image or other medium is taken for: more than usual image models make of one. */
    public static final int MEDIUM_TOKENS = 4096;

    private final long maxBytes;
    private final FactCollector facts;
    private final JsonScanner json;
    private final Optional<Gunzip> gunzip;
    private long size;
    private boolean decodable = true;

    /**
     * @param gzip whether the body is encoded so
     * @param maxBytes the most bytes, after decoding
     */
    public RequestReader(Dialect dialect, boolean gzip, long maxBytes, PromptSink prompt) {
        this.maxBytes = maxBytes;
        facts = new FactCollector(prompt);
        json = new JsonScanner(dialect.request(), facts);
        gunzip = gzip ? Optional.of(new Gunzip(new Decoded())) : Optional.empty();
    }

    /** Reads on; false when the rest need not be shown because nothing more can be learnt. */
    public boolean feed(Bytes b, int from, int to) {
        if (gunzip.isPresent()) {
            decodable &= size <= maxBytes && gunzip.get().feed(b, from, to);
        } else {
            scan(b, from, to);
        }
        return decodable && size <= maxBytes && json.failedAt() < 0;
    }

    /** The body ends here. */
    public RequestFacts finish() {
        if (gunzip.isPresent()) {
            decodable &= size > maxBytes || gunzip.get().complete();
        }
        boolean whole = json.finish();
        return facts.facts(problem(whole));
    }

    /** Bytes of the body, after decoding. */
    public long size() {
        return size;
    }

    private void scan(Bytes b, int from, int to) {
        size += to - from;
        if (size <= maxBytes) {
            json.feed(b, from, to);
        }
    }

    private Problem problem(boolean whole) {
        if (size > maxBytes) {
            return Problem.TOO_BIG;
        }
        if (!decodable) {
            return Problem.UNDECODABLE;
        }
        if (json.tooDeep()) {
            return Problem.TOO_DEEP;
        }
        if (!whole) {
            return facts.empty() ? Problem.EMPTY : Problem.MALFORMED;
        }
        return facts.object() ? Problem.NONE : Problem.NOT_AN_OBJECT;
    }

    private final class Decoded extends ByteSink {
        @Override
        public void take(Bytes bytes, int from, int to) {
            scan(bytes, from, to);
        }
    }
}
