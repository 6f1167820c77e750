package io.tollgate.core.ledger;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** Shared slots on a plain JVM, with a real compare-and-set. */
final class MemorySlots implements SharedSlots {
    private final AtomicReferenceArray<Versioned> slots = new AtomicReferenceArray<>(Ledger.SLOTS);

    MemorySlots() {
        for (int i = 0; i < Ledger.SLOTS; i++) {
            slots.set(i, new Versioned(new byte[0], 1));
        }
    }

    @Override
    public Versioned get(int slot) {
        return slots.get(slot);
    }

    @Override
    public boolean compareAndSet(int slot, byte[] value, int version) {
        Versioned current = slots.get(slot);
        return current.version() == version
                && slots.compareAndSet(slot, current, new Versioned(value, version + 1));
    }

    int largest() {
        int largest = 0;
        for (int i = 0; i < Ledger.SLOTS; i++) {
            largest = Math.max(largest, slots.get(i).value().length);
        }
        return largest;
    }
}
