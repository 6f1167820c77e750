package io.tollgate.json;

import io.tollgate.bytes.Bytes;

/** The value that is told as it stands, if there is one. */
final class RawValue {
    private final JsonListener listener;

    /** Not 0 while there is one. */
    int id;

    /** How many containers were open at its start. */
    int depth;

    /** What of the piece at hand is not told yet. */
    int from;

    RawValue(JsonListener listener) {
        this.listener = listener;
    }

    void open(int newId, int newDepth, int at) {
        id = newId;
        depth = newDepth;
        from = at;
    }

    void tell(Bytes piece, int to) {
        if (id != 0 && to > from) {
            listener.text(id, piece, from, to);
        }
    }
}
