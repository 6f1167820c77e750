package io.tollgate.bytes;

import java.util.List;

/**
 * Undoes gzip piece by piece, in a fixed amount of memory. Members may follow each other; checksums
 * are not looked at, nor is what stands behind the last member: some servers pad.
 */
public final class Gunzip {
    private static final int FIXED = 10;
    private static final int TRAILER = 8;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int FHCRC = 2;

    private static final int HEAD = 0;
    private static final int EXTRA_SIZE = 1;
    private static final int EXTRA = 2;
    private static final int TEXT = 3;
    private static final int HEAD_CRC = 4;
    private static final int BODY = 5;
    private static final int TAIL = 6;
    private static final int FAILED = 7;
    private static final int PADDING = 8;

    private final Inflate inflate;
    private int state = HEAD;
    private int at; // bytes of the present part read
    private int flags;
    private int extra;
    private boolean ended; // a member has

    public Gunzip(ByteSink sink) {
        inflate = new Inflate(sink);
    }

    /**
     * The whole of what these pieces hold.
     *
     * @param size how many bytes that is; more are left out
     */
    public static byte[] all(List<Bytes> pieces, int size) {
        Whole whole = new Whole(size);
        Gunzip gunzip = new Gunzip(whole);
        for (Bytes piece : pieces) {
            gunzip.feed(piece, 0, piece.length());
        }
        return whole.bytes;
    }

    private static final class Whole extends ByteSink {
        private final byte[] bytes;
        private int at;

        Whole(int size) {
            bytes = new byte[size];
        }

        @Override
        public void take(Bytes piece, int from, int to) {
            int n = Math.min(to - from, bytes.length - at);
            piece.copyTo(from, bytes, at, n);
            at += n;
        }
    }

    /** Reads on; false once the data is known to be no gzip. */
    public boolean feed(Bytes b, int from, int to) {
        int i = from;
        while (i < to && state != FAILED) {
            i = state == BODY ? inflate(b, i, to) : frame(b.at(i) & 0xff, i);
        }
        return state != FAILED;
    }

    /** Whether the data may end here. */
    public boolean complete() {
        return state == PADDING || (state == HEAD && at == 0);
    }

    private int frame(int b, int i) {
        switch (state) {
            case HEAD -> head(b);
            case EXTRA_SIZE -> extraSize(b);
            case EXTRA -> skip(extra, FEXTRA);
            case TEXT -> text(b);
            case HEAD_CRC -> skip(2, FHCRC);
            case PADDING -> {}
            default -> tail();
        }
        return i + 1;
    }

    private void head(int b) {
        int wanted = at == 0 ? 0x1f : at == 1 ? 0x8b : at == 2 ? 8 : b;
        if (b != wanted) {
            state = ended ? PADDING : FAILED;
        }
        flags = at == 3 ? b : flags;
        if (++at == FIXED) {
            next();
        }
    }

    private void extraSize(int b) {
        extra = at == 0 ? b : extra | (b << 8);
        if (++at == 2) {
            at = 0;
            state = EXTRA;
            if (extra == 0) {
                skip(0, FEXTRA);
            }
        }
    }

    private void text(int b) {
        if (b == 0) {
            flags &= (flags & FNAME) != 0 ? ~FNAME : ~FCOMMENT;
            next();
        }
    }

    private void skip(int size, int flag) {
        if (++at >= size) {
            flags &= ~flag;
            next();
        }
    }

    private void tail() {
        if (++at == TRAILER) {
            at = 0;
            state = HEAD;
            ended = true;
            inflate.reset();
        }
    }

    private void next() {
        at = 0;
        if ((flags & FEXTRA) != 0) {
            state = EXTRA_SIZE;
        } else if ((flags & (FNAME | FCOMMENT)) != 0) {
            state = TEXT;
        } else {
            state = (flags & FHCRC) != 0 ? HEAD_CRC : BODY;
        }
    }

    private int inflate(Bytes b, int from, int to) {
        int i = inflate.feed(b, from, to);
        if (inflate.failed()) {
            state = FAILED;
        } else if (inflate.done()) {
            state = TAIL;
        }
        return i;
    }
}
