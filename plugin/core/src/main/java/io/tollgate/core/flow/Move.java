package io.tollgate.core.flow;

/** What becomes of the message at hand after an event. */
public enum Move {
    /** It goes on. */
    GO,
    /** Headers stay, the body is wanted. */
    HOLD,
    /** Headers stay, and nothing is wanted until an answer comes. */
    WAIT,
    /** The body stays in the host's buffer and may still be changed. */
    KEEP,
    /** The body is taken out of the host's buffer and put back whole at its end. */
    TAKE
}
