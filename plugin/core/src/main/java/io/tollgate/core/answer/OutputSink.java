package io.tollgate.core.answer;

import io.tollgate.bytes.Bytes;

/**
 * Is told of the text produced: answer, reasoning, names and arguments of tool calls. Does nothing
 * by itself.
 */
public class OutputSink {
    /** Does nothing. */
    public static final OutputSink NONE = new OutputSink();

    public void text(Bytes bytes, int from, int to) {}
}
