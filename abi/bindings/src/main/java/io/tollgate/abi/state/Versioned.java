package io.tollgate.abi.state;

/** A shared value and the version to compare with. */
public final class Versioned {
    private final byte[] value;
    private final int version;

    Versioned(byte[] value, int version) {
        this.value = value;
        this.version = version;
    }

    /** The caller's own copy. */
    public byte[] value() {
        return value;
    }

    public int version() {
        return version;
    }
}
