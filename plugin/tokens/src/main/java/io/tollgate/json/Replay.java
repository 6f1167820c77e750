package io.tollgate.json;

import io.tollgate.bytes.Bytes;

/** Hands on what a listener is told, and can tell it parts of that again. */
final class Replay extends JsonListener {
    private static final int EVENTS = 48;

    private static final int BEGIN = 0;
    private static final int TEXT = 1;
    private static final int NUMBER = 2;
    private static final int END = 3;

    private final JsonListener listener;
    // What, id, kind or length, and position or value.
    private final int[] event = new int[EVENTS];
    private final int[] eventId = new int[EVENTS];
    private final int[] eventKind = new int[EVENTS];
    private final long[] eventAt = new long[EVENTS];
    private int count;
    private boolean recording;
    private Bytes piece = Bytes.of(new byte[0]);
    private int start;

    Replay(JsonListener listener) {
        this.listener = listener;
    }

    /** Keeps in mind what is told from now on of a document that begins in this piece. */
    void record(Bytes b, int from) {
        piece = b;
        start = from;
        count = 0;
        recording = true;
    }

    void pause() {
        recording = false;
    }

    /** False once something could not be kept. */
    boolean recording() {
        return recording;
    }

    /** How many events are kept. */
    int count() {
        return count;
    }

    /** Tells these events of another document, where all stands so many bytes later. */
    void repeat(int first, int end, Bytes b, int documentAt, int shift) {
        for (int i = first; i < end; i++) {
            switch (event[i]) {
                case BEGIN -> listener.begin(eventId[i], eventKind[i], eventAt[i] + shift);
                case TEXT -> {
                    int from = documentAt + shift + (int) eventAt[i];
                    listener.text(eventId[i], b, from, from + eventKind[i]);
                }
                case NUMBER -> listener.number(eventId[i], eventAt[i]);
                default -> listener.end(eventId[i], eventKind[i], eventAt[i] + shift);
            }
        }
    }

    private void keep(int what, int id, int kind, long at) {
        if (count == EVENTS) {
            recording = false;
            return;
        }
        event[count] = what;
        eventId[count] = id;
        eventKind[count] = kind;
        eventAt[count++] = at;
    }

    @Override
    public void begin(int id, int kind, long at) {
        if (recording) {
            keep(BEGIN, id, kind, at);
        }
        listener.begin(id, kind, at);
    }

    @Override
    public void text(int id, Bytes bytes, int from, int to) {
        if (recording) {
            keep(TEXT, id, to - from, from - start);
            recording &= bytes == piece; // an escape undone is told from elsewhere
        }
        listener.text(id, bytes, from, to);
    }

    @Override
    public void number(int id, long value) {
        if (recording) {
            keep(NUMBER, id, 0, value);
        }
        listener.number(id, value);
    }

    @Override
    public void end(int id, int kind, long at) {
        if (recording) {
            keep(END, id, kind, at);
        }
        listener.end(id, kind, at);
    }
}
