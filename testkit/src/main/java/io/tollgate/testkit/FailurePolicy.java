package io.tollgate.testkit;

/** {@code failure_policy} of a plugin: what happens to streams when its VM has failed. */
public enum FailurePolicy {
    /**
     * Envoy's default: 503 until the VM is loaded again, at the earliest a second after the last
     * load.
     */
    FAIL_RELOAD,
    /** 503 for ever. */
    FAIL_CLOSED,
    /** Later streams pass as if there were no filter; those that the trap finds get 503. */
    FAIL_OPEN
}
