package io.tollgate.json;

import io.tollgate.bytes.Bytes;

/**
 * Is told of the values at the paths of a {@link Shape}. A key that comes twice is told twice, and
 * the last one counts: {@code begin} is the place to forget what the earlier one said. Positions
 * count from the document's first byte.
 */
public abstract class JsonListener {
    public static final int OBJECT = 0;
    public static final int ARRAY = 1;
    public static final int STRING = 2;
    public static final int NUMBER = 3;
    public static final int TRUE = 4;
    public static final int FALSE = 5;
    public static final int NULL = 6;

    /** The id under which {@link Shape#everything()} tells the text of keys. */
    public static final int KEY = 1;

    /** The id under which {@link Shape#everything()} tells every value. */
    public static final int VALUE = 2;

    /** A value starts; {@code at} is the position of its first byte. */
    public void begin(int id, int kind, long at) {}

    /**
     * A piece of a string, without its escapes; of a number as it stands; or of any value as it
     * stands where the shape asks for that. The bytes are good during the call only.
     */
    public void text(int id, Bytes bytes, int from, int to) {}

    /** A number, without its fraction, cut to the range of long. */
    public void number(int id, long value) {}

    /** A value is over; {@code at} is the position after its last byte. */
    public void end(int id, int kind, long at) {}
}
