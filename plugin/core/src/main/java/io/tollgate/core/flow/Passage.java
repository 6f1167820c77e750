package io.tollgate.core.flow;

/**
 * What becomes of a piece of the answer's body.
 *
 * @param replaced whether {@code bytes} take its place; if not, it goes on as it is
 */
public record Passage(boolean replaced, byte[] bytes) {
    private static final byte[] NONE = {};

    public static final Passage AS_IT_IS = new Passage(false, NONE);

    static Passage of(byte[] bytes) {
        return new Passage(true, bytes);
    }
}
