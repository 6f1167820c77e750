package io.tollgate.json;

import io.tollgate.bytes.Bytes;

/**
 * What the documents of a series begin with alike, as the events of a stream do. Between the
 * scanner and its listener, it notes at some commas of one document how far the scanner is and what
 * it has told; a later document that begins with the same bytes is read on from the last such
 * place, after its listener was told the same.
 */
final class Prefix extends JsonListener {
    private static final int WORDS = 64;
    private static final int POINTS = 16;
    private static final int DEPTH = 8;
    private static final int EVENTS = 32;
    private static final int TRIES = 4;

    private static final int BEGIN = 0;
    private static final int TEXT = 1;
    private static final int NUMBER = 2;
    private static final int END = 3;

    private final JsonListener listener;
    private final Containers open;
    // The first bytes of the document that was noted.
    private long[] words = {};
    private int known;
    // The places: bytes before them, open containers, events told before them.
    private final int[] pointAt = new int[POINTS];
    private final int[] pointDepth = new int[POINTS];
    private final long[] pointArrays = new long[POINTS];
    private final int[] pointNodes = new int[POINTS * DEPTH];
    private final int[] pointEvents = new int[POINTS];
    private int points;
    // The events: what, id, kind or length, and position or value.
    private final int[] event = new int[EVENTS];
    private final int[] eventId = new int[EVENTS];
    private final int[] eventKind = new int[EVENTS];
    private final long[] eventAt = new long[EVENTS];
    private int events;
    private boolean noting;
    private int tries;
    private Bytes piece = Bytes.of(new byte[0]);
    private int start;

    Prefix(JsonListener listener, Containers open) {
        this.listener = listener;
        this.open = open;
    }

    /** A document begins with this piece; the place from which to read it. */
    int resume(Bytes b, int from, int to) {
        piece = b;
        start = from;
        noting = false;
        int point = points - 1;
        if (point >= 0) {
            int same = Math.min(b.common(from, words), to - from);
            while (point >= 0 && pointAt[point] > same) {
                point--;
            }
        }
        boolean little = point < 0 || pointAt[point] * 2 < to - from;
        if (little && tries < TRIES) {
            tries++;
            note(b, from, to);
            return from;
        }
        return point < 0 ? from : restore(point);
    }

    private void note(Bytes b, int from, int to) {
        known = Math.min(WORDS << 3, (to - from) & ~7);
        words = new long[known >> 3];
        for (int i = 0; i < words.length; i++) {
            words[i] = b.longAt(from + (i << 3));
        }
        points = 0;
        events = 0;
        noting = true;
    }

    private int restore(int point) {
        for (int i = 0; i < pointEvents[point]; i++) {
            replay(i);
        }
        open.restore(pointDepth[point], pointArrays[point], pointNodes, point * DEPTH);
        return start + pointAt[point];
    }

    private void replay(int i) {
        switch (event[i]) {
            case BEGIN -> listener.begin(eventId[i], eventKind[i], eventAt[i]);
            case TEXT -> {
                int from = start + (int) eventAt[i];
                listener.text(eventId[i], piece, from, from + eventKind[i]);
            }
            case NUMBER -> listener.number(eventId[i], eventAt[i]);
            default -> listener.end(eventId[i], eventKind[i], eventAt[i]);
        }
    }

    /** A key follows at this position. Places behind the first piece are none. */
    void point(long position) {
        if (!noting || points == POINTS || open.depth >= DEPTH || position > known) {
            noting = false;
            return;
        }
        pointAt[points] = (int) position;
        pointDepth[points] = open.depth;
        pointArrays[points] = open.save(pointNodes, points * DEPTH);
        pointEvents[points++] = events;
    }

    private void told(int what, int id, int kind, long at) {
        if (events == EVENTS) {
            noting = false;
            return;
        }
        event[events] = what;
        eventId[events] = id;
        eventKind[events] = kind;
        eventAt[events++] = at;
    }

    @Override
    public void begin(int id, int kind, long at) {
        if (noting) {
            told(BEGIN, id, kind, at);
        }
        listener.begin(id, kind, at);
    }

    @Override
    public void text(int id, Bytes bytes, int from, int to) {
        if (noting) {
            told(TEXT, id, to - from, from - start);
            noting &= bytes == piece; // an escape undone is told from elsewhere
        }
        listener.text(id, bytes, from, to);
    }

    @Override
    public void number(int id, long value) {
        if (noting) {
            told(NUMBER, id, 0, value);
        }
        listener.number(id, value);
    }

    @Override
    public void end(int id, int kind, long at) {
        if (noting) {
            told(END, id, kind, at);
        }
        listener.end(id, kind, at);
    }
}
