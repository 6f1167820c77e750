package io.tollgate.core.answer;

/** Why an answer is passed on without being read. */
public enum Unread {
    NONE,
    /** Compressed in a way that we do not undo, or broken. */
    ENCODING,
    /** Not a kind of content that holds usage, such as sound. */
    TYPE
}
