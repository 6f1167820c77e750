package io.tollgate.core.answer;

import io.tollgate.bytes.Bytes;
import java.util.Optional;

/** An answer whose type tells nothing, as small servers send it: a stream if it begins like one. */
final class UntoldFraming extends Framing {
    private static final String STREAM = "de:ir"; // data, event, a comment, id, retry

    private static final int[] MARK = {0xEF, 0xBB, 0xBF}; // of UTF-8, before anything

    private final Framing document;
    private final Framing stream;
    private int marked;
    private Optional<Framing> chosen = Optional.empty();

    UntoldFraming(Framing document, Framing stream) {
        this.document = document;
        this.stream = stream;
    }

    @Override
    boolean feed(Bytes b, int from, int to) {
        int at = from;
        while (chosen.isEmpty() && at < to) {
            byte c = b.at(at);
            if (marked < MARK.length && (c & 0xff) == MARK[marked]) {
                marked++;
                at++;
            } else if (c > ' ' || c < 0) {
                chosen = Optional.of(STREAM.indexOf(c) >= 0 ? stream : document);
            } else {
                at++;
            }
        }
        return chosen.isEmpty() || chosen.get().feed(b, at, to);
    }

    @Override
    byte[] finish(boolean whole) {
        return chosen.orElse(document).finish(whole);
    }
}
