package io.tollgate.testkit.host;

/** The guest trapped, or did what crashes a real Envoy. Marks its VM failed. */
public final class GuestTrap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A trap inside the given export. */
    public GuestTrap(String where, String why, Throwable cause) {
        super(where + ": " + why, cause);
    }

    /** A trap that the host raises by itself. */
    public GuestTrap(String why) {
        super(why);
    }
}
