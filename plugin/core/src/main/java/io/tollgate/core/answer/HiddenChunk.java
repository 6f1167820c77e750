package io.tollgate.core.answer;

import io.tollgate.bytes.Bytes;
import java.io.ByteArrayOutputStream;

/** Takes events out of a stream. What is undecided at the end of a piece waits here. */
final class HiddenChunk {
    /** Longer events are not held back. */
    private static final int MOST = 16 * 1024;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(0);
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(0);
    private Bytes piece = Bytes.of(new byte[0]);
    private int first; // where the piece starts
    private int event; // where the event at work starts in the piece
    private int kept; // up to here the piece is in out, or dropped
    private boolean changed;
    private boolean gone; // some of the event at work is passed on already

    void begin(Bytes b, int from) {
        piece = b;
        first = from;
        event = from;
        kept = from;
        out.reset();
        changed = held.size() > 0;
    }

    /** The event at work ends before index {@code i}. */
    void eventEnds(int i, boolean hide) {
        if (hide && !gone) {
            pass(event);
            kept = i;
            changed = true;
        } else if (held.size() > 0) {
            write(out, held.toByteArray());
        }
        held.reset();
        event = i;
        gone = false;
    }

    /** The piece ends; whether it goes on as it came. */
    boolean end(int to, boolean hold) {
        boolean waits = hold && !gone && held.size() + to - event <= MOST;
        if (waits && held.size() + to - event > 0) {
            pass(event);
            write(held, piece.toArray(event, to));
            changed = true;
        } else {
            gone |= held.size() + to - event > 0;
            if (held.size() > 0) {
                write(out, held.toByteArray());
                held.reset();
            }
            if (changed) {
                pass(to);
            }
        }
        return !changed || (first == to && out.size() == 0);
    }

    private void pass(int to) {
        if (to > kept) {
            write(out, piece.toArray(kept, to));
            kept = to;
        }
    }

    private static void write(ByteArrayOutputStream to, byte[] bytes) {
        to.write(bytes, 0, bytes.length);
    }

    /** What goes on in place of the piece. */
    byte[] output() {
        return out.toByteArray();
    }

    /** What waits, which then waits no longer. */
    byte[] release() {
        byte[] rest = held.toByteArray();
        held.reset();
        return rest;
    }
}
