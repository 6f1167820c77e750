package io.tollgate.core.request;

/** Why a request body is not read. */
public enum Problem {
    NONE,
    EMPTY,
    MALFORMED,
    NOT_AN_OBJECT,
    TOO_DEEP,
    /** Larger than allowed, after decoding. */
    TOO_BIG,
    /** Its content-encoding is broken. */
    UNDECODABLE
}
