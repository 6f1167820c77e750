package io.tollgate.core.ledger;

/** Memory shared by all workers: a fixed number of slots, each changed by compare-and-set only. */
public interface SharedSlots {
    /** What a slot holds, empty at first. */
    Versioned get(int slot);

    /** Puts a value if nobody did since {@code version} was read. */
    boolean compareAndSet(int slot, byte[] value, int version);

    /** A value and its version. */
    final class Versioned {
        private final byte[] value;
        private final int version;

        public Versioned(byte[] value, int version) {
            this.value = value;
            this.version = version;
        }

        /** Not to be changed. */
        public byte[] value() {
            return value;
        }

        public int version() {
            return version;
        }
    }
}
