package io.tollgate.testkit.host;

/**
 * The guest used something that this host does not model. Fails the test, never the guest: no
 * answer would be true.
 */
public final class UnimplementedHostCall extends AssertionError {
    private static final long serialVersionUID = 1L;

    /** Names the call. */
    public UnimplementedHostCall(String call) {
        super(
                "testkit does not implement "
                        + call
                        + ": no result of this test would mean anything");
    }
}
