package io.tollgate.bytes;

/** Takes bytes piece by piece; a piece is good during the call only. */
public abstract class ByteSink {
    public abstract void take(Bytes bytes, int from, int to);
}
