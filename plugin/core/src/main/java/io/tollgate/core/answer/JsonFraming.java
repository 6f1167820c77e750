package io.tollgate.core.answer;

import io.tollgate.bytes.Bytes;
import io.tollgate.json.JsonScanner;

/** The whole answer is one document; a stream as an array of events is one, too. */
final class JsonFraming extends Framing {
    private final JsonScanner json;
    private final EventReader events;

    JsonFraming(JsonScanner json, EventReader events) {
        this.json = json;
        this.events = events;
    }

    @Override
    boolean feed(Bytes b, int from, int to) {
        json.feed(b, from, to);
        return true;
    }

    @Override
    byte[] finish(boolean whole) {
        boolean document = json.finish();
        events.endEvent(document, document);
        return new byte[0];
    }
}
