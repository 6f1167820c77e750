package io.tollgate.core.answer;

import io.tollgate.bytes.Bytes;
import io.tollgate.json.JsonScanner;

/**
 * The whole answer is one document, also where a stream is an array of events; or it is one
 * document after the other, as Cohere's first version streams them.
 */
final class JsonFraming extends Framing {
    private final JsonScanner json;
    private final EventReader events;
    private long before; // bytes of the document at work that came in earlier pieces

    JsonFraming(JsonScanner json, EventReader events) {
        this.json = json;
        this.events = events;
    }

    @Override
    boolean feed(Bytes b, int from, int to) {
        int at = from;
        while (!json.feed(b, at, to) && json.another()) {
            at += (int) (json.failedAt() - before);
            events.endEvent(true, false);
            json.reset();
            before = 0;
        }
        before += to - at;
        return true;
    }

    @Override
    byte[] finish(boolean whole) {
        boolean document = json.finish();
        events.endEvent(document, document);
        return new byte[0];
    }
}
