package io.tollgate.core.answer;

import io.tollgate.bytes.Bytes;

/** Cuts the bytes of an answer into the JSON documents in it. */
abstract class Framing {
    static final Bytes NEWLINE = Bytes.of(new byte[] {'\n'});

    /** Reads on; whether the bytes go on as they came, else {@link #output} does. */
    abstract boolean feed(Bytes b, int from, int to);

    byte[] output() {
        return new byte[0];
    }

    /**
     * Nothing more comes.
     *
     * @param whole whether the answer ended by itself and was not cut off
     * @return bytes that waited and now go on
     */
    abstract byte[] finish(boolean whole);
}
