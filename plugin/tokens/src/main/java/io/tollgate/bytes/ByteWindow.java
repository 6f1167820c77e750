package io.tollgate.bytes;

/**
 * Eight bytes of a piece at hand, so that reading byte by byte calls the {@link Bytes} behind it
 * once for eight: in a module that call costs more than the reading.
 */
public final class ByteWindow {
    private Bytes piece = Bytes.of(new byte[0]);
    private int begin;
    private int end;
    private int from;
    private long word;

    /** Looks at {@code [begin, end)} of a piece from now on. */
    public void open(Bytes bytes, int first, int to) {
        piece = bytes;
        begin = first;
        end = to;
        from = to; // nothing in [begin, end) is nearer than eight bytes before it
    }

    /** The byte at {@code i}, which must be in the piece. */
    public byte at(int i) {
        int k = i - from;
        if ((k & ~7) != 0) {
            fill(i);
            k = i - from;
        }
        return (byte) (word >>> (k << 3));
    }

    /** As {@link Bytes#plainEnd}, up to the piece's end. */
    public int plainEnd(int i) {
        int k = i - from;
        if ((k & ~7) == 0 && i < end) {
            // The zeros shifted in are marked, so there is always a first mark where k > 0.
            long marks = Bytes.stringMarks(word >>> (k << 3));
            if (marks != 0) {
                int found = i + Bytes.firstMark(marks);
                if (found < from + 8 && found < end) {
                    return found;
                }
            }
            return piece.plainEnd(Math.min(from + 8, end), end);
        }
        return piece.plainEnd(i, end);
    }

    private void fill(int i) {
        if (end - i >= 8) {
            from = i;
            word = piece.longAt(i);
        } else if (end - begin >= 8) {
            from = end - 8;
            word = piece.longAt(from);
        } else {
            from = i;
            word = 0;
            for (int at = end - 1; at >= i; at--) {
                word = word << 8 | (piece.at(at) & 0xff);
            }
        }
    }
}
