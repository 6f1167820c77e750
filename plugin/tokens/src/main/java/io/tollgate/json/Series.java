package io.tollgate.json;

import io.tollgate.bytes.Bytes;

/**
 * What the documents of a series have alike, as the events of a stream do. Between the scanner and
 * its listener, it notes at some places of one document how far the scanner is and what it has
 * told. A later document that begins with the same bytes is read on from the last such place; and
 * where, behind a text, the same bytes follow as behind that text of the noted one, from where they
 * end. Either way its listener is told the same: a scanner that is as far and sees the same bytes
 * does the same.
 */
final class Series {
    /** The document at hand goes on where it is. */
    static final int NOWHERE = -1;

    private static final int BYTES = 512;
    private static final int TRIES = 4;

    private final Containers open;
    private final Replay told;
    private final Places places = new Places();
    private long[] words = {}; // of the noted document, zeros behind it, and one of nothing else
    private int known; // how many bytes of it
    private boolean noting;
    private int tries;
    private int cursor; // the place that the document at hand has passed, or NOWHERE
    private Bytes piece = Bytes.of(new byte[0]);
    private int start;

    Series(JsonListener listener, Containers open) {
        this.open = open;
        told = new Replay(listener);
    }

    /** What the scanner is to tell. */
    JsonListener listener() {
        return told;
    }

    /** The scanner's state at the place gone to last. */
    int state() {
        return places.state(cursor);
    }

    /** The path of its value to come. */
    int node() {
        return places.node(cursor);
    }

    /** A piece of a document: the index from which to read it, or NOWHERE. */
    int piece(Bytes b, int from, int to, long position) {
        noting = false;
        told.pause();
        cursor = NOWHERE;
        return position == 0 ? begin(b, from, to) : NOWHERE;
    }

    private int begin(Bytes b, int from, int to) {
        piece = b;
        start = from;
        int same = Math.min(Math.min(b.common(from, words), known), to - from);
        cursor = places.before(same);
        boolean little = cursor < 0 || places.at(cursor) * 2 < to - from;
        if (little && tries < TRIES) {
            tries++;
            note(b, from, to);
            return NOWHERE;
        }
        return cursor < 0 ? NOWHERE : go(cursor, 0, 0);
    }

    private void note(Bytes b, int from, int to) {
        known = Math.min(BYTES, to - from);
        words = new long[(known >> 3) + 2];
        b.keep(from, known, words, 0);
        places.clear();
        told.record(b, from);
        noting = true;
        cursor = NOWHERE;
    }

    /** The scanner is as far at this position; places behind the first piece are none. */
    void place(long position, int state, int node) {
        if (noting) {
            noting = position <= known && told.recording() && open.depth <= Places.DEPTH;
            noting = noting && places.add((int) position, state, node, open, told.count());
        }
    }

    /** A text has ended at this index: the index up to which all is known, or NOWHERE. */
    int behindText(int i, int to) {
        if (cursor < 0) {
            return NOWHERE;
        }
        int here = places.next(cursor, Stage.AFTER);
        int there = here < 0 ? NOWHERE : places.stretch(here);
        cursor = NOWHERE;
        if (there < 0 || !places.match(here, open)) {
            return NOWHERE;
        }
        int length = places.at(there) - places.at(here);
        boolean same = length <= to - i && same(places.at(here), i, length);
        return same ? go(there, places.told(here), i - start - places.at(here)) : NOWHERE;
    }

    /** Goes to a place; all from one event on has not been told yet. */
    private int go(int there, int event, int shift) {
        cursor = there;
        told.repeat(event, places.told(there), piece, start, shift);
        places.restore(there, open);
        return start + places.at(there) + shift;
    }

    private boolean same(int at, int i, int length) {
        int k = 0;
        for (; k + 8 <= length; k += 8) {
            if (piece.longAt(i + k) != word(at + k)) {
                return false;
            }
        }
        while (k < length && piece.at(i + k) == (byte) word(at + k)) {
            k++;
        }
        return k == length;
    }

    /** Eight bytes of the noted document. */
    private long word(int at) {
        int bit = (at & 7) << 3;
        return words[at >> 3] >>> bit | words[(at >> 3) + 1] << 1 << (63 - bit);
    }
}
