package io.tollgate.testkit.host;

import java.nio.charset.StandardCharsets;

/**
 * Result of a host call.
 *
 * @param status status number of the ABI
 * @param bytes bytes returned, or none
 * @param number id, token, size, version or value returned, or 0
 */
public record Reply(int status, byte[] bytes, long number) {
    public static final int OK = 0;
    public static final int NOT_FOUND = 1;
    public static final int BAD_ARGUMENT = 2;
    public static final int SERIALIZATION_FAILURE = 3;
    public static final int PARSE_FAILURE = 4;
    public static final int INVALID_MEMORY_ACCESS = 6;
    public static final int EMPTY = 7;
    public static final int CAS_MISMATCH = 8;
    public static final int INTERNAL_FAILURE = 10;
    public static final int UNIMPLEMENTED = 12;

    private static final byte[] NONE = {};
    private static final Reply DONE = new Reply(OK, NONE, 0);

    /** OK and nothing else. */
    public static Reply ok() {
        return DONE;
    }

    /** OK with bytes. */
    public static Reply ok(byte[] bytes) {
        return new Reply(OK, bytes, 0);
    }

    /** OK with the UTF-8 bytes of a text. */
    public static Reply ok(String text) {
        return ok(text.getBytes(StandardCharsets.UTF_8));
    }

    /** OK with a number. */
    public static Reply number(long number) {
        return new Reply(OK, NONE, number);
    }

    /** A status that is not OK. */
    public static Reply failed(int status) {
        return new Reply(status, NONE, 0);
    }

    @Override
    public String toString() {
        String name =
                switch (status) {
                    case OK -> "ok";
                    case NOT_FOUND -> "NOT_FOUND";
                    case BAD_ARGUMENT -> "BAD_ARGUMENT";
                    case SERIALIZATION_FAILURE -> "SERIALIZATION_FAILURE";
                    case PARSE_FAILURE -> "PARSE_FAILURE";
                    case INVALID_MEMORY_ACCESS -> "INVALID_MEMORY_ACCESS";
                    case EMPTY -> "EMPTY";
                    case CAS_MISMATCH -> "CAS_MISMATCH";
                    case INTERNAL_FAILURE -> "INTERNAL_FAILURE";
                    case UNIMPLEMENTED -> "UNIMPLEMENTED";
                    default -> "status " + status;
                };
        return name
                + (bytes.length > 0 ? " " + Trace.shown(bytes) : "")
                + (number != 0 ? " " + number : "");
    }
}
